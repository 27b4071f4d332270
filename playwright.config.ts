import { defineConfig } from '@playwright/test';
import type { HostOptions } from './e2e/app-test.ts';

/** Set by `npm test` where Electron's binary is present and starts. */
const electron = process.env.NODEWISE_E2E_ELECTRON === '1';

/** `npm start` chooses the host by itself. */
const browserOnly = '**/npm-start.spec.ts';

export default defineConfig<HostOptions>({
  testDir: 'e2e/journeys',
  outputDir: 'test-results',
  // Frames are drawn in software: two journeys at once would only wait for each other.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  projects: [
    { name: 'browser', use: { host: 'browser' } },
    { name: 'electron-stand-in', use: { host: 'electron-stand-in' }, testIgnore: browserOnly },
    ...(electron
      ? [{ name: 'electron', use: { host: 'electron' }, testIgnore: browserOnly } as const]
      : []),
  ],
});
