import { readFile } from 'node:fs/promises';
import { defineConfig } from 'vitest/config';

/** Machines that build for everybody are slow at times; what is there is seen at once all the same. */
const expectations = { poll: { timeout: 10_000, interval: 10 } };

const root = new URL('..', import.meta.url).pathname;

/** What esbuild's Base64 loader does in the service's bundle. */
const fontsInBase64 = {
  name: 'fonts-in-base64',
  enforce: 'pre' as const,
  async load(id: string) {
    if (!id.endsWith('.woff2')) return null;
    return `export default ${JSON.stringify(await readFile(id, 'base64'))};`;
  },
};

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        plugins: [fontsInBase64],
        test: { name: 'unit', include: ['tests/unit/**/*.test.ts'], testTimeout: 15_000, expect: expectations },
      },
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
