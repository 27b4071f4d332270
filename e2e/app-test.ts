import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { openApp, type App, type Host } from './open-app.ts';

export interface HostOptions {
  /** Which host the journey runs in; a project each. */
  readonly host: Host;
}

interface Fixtures {
  /** Folder of the journey's own, empty library. */
  readonly libraryDir: string;
  /** The started workstation, for journeys that do something to it from outside. */
  readonly app: App;
  /** The page a person sees. */
  readonly window: Page;
}

/** `test` with a freshly started workstation on an empty, disposable library. */
export const test = base.extend<Fixtures & HostOptions>({
  host: ['browser', { option: true }],

  // Playwright reads which fixtures a fixture needs from this pattern; here it is none.
  // eslint-disable-next-line no-empty-pattern
  libraryDir: async ({}, use, testInfo) => {
    await use(testInfo.outputPath('library'));
  },

  app: async ({ host, libraryDir }, use, testInfo) => {
    const profileDir = join(testInfo.outputDir, 'profile');
    const app = await openApp(host, { libraryDir, profileDir });
    await use(app);
    if (testInfo.status !== testInfo.expectedStatus) {
      const screenshot = await app.window.screenshot().catch(() => undefined);
      if (screenshot)
        await testInfo.attach('window', { body: screenshot, contentType: 'image/png' });
      await testInfo.attach('console', { body: app.console().join('\n') });
    }
    await app.close();
  },

  window: async ({ app }, use) => {
    await use(app.window);
  },
});

export { expect } from '@playwright/test';
