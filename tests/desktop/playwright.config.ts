import { defineConfig } from '@playwright/test';

/** One window after another: each test has its own data folder and its own Electron, and the machine few cores. */
export default defineConfig({
  testDir: '.',
  globalSetup: './global-setup.ts',
  outputDir: '../../test-results/desktop',
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  forbidOnly: process.env['CI'] !== undefined,
});
