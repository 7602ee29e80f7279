import { defineConfig } from 'vitest/config';

/** Machines that build for everybody are slow at times; what is there is seen at once all the same. */
const expectations = { poll: { timeout: 10_000, interval: 10 } };

const root = new URL('..', import.meta.url).pathname;

export default defineConfig({
  root,
  test: {
    projects: [
      { root, test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 15_000, expect: expectations } },
      {
        root,
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: expectations,
        },
      },
    ],
  },
});
