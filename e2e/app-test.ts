import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { openApp, type App, type Host } from './open-app.ts';
import { copyLibrary, makeStudyLibrary, studySource } from './study-library.ts';

export interface HostOptions {
  /** Which host the journey runs in; a project each. */
  readonly host: Host;
}

interface WorkerFixtures {
  /** A library with two segmented patients; made once, never opened by a journey. */
  readonly preparedLibrary: string;
}

interface Fixtures {
  /** Whether the journey starts from a copy of the prepared library or from an empty one. */
  readonly startsFrom: 'empty' | 'study';
  /** Folder with the DICOM files of the prepared library's patients. */
  readonly dicomFolder: string;
  /** Folder of the journey's own, empty library. */
  readonly libraryDir: string;
  /** The started workstation, for journeys that do something to it from outside. */
  readonly app: App;
  /** The page a person sees. */
  readonly window: Page;
}

/** `test` with a freshly started workstation on an empty, disposable library. */
export const test = base.extend<Fixtures & HostOptions, WorkerFixtures>({
  host: ['browser', { option: true }],

  startsFrom: ['empty', { option: true }],

  preparedLibrary: [
    // Playwright reads which fixtures a fixture needs from this pattern; here it is none.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      await use(await makeStudyLibrary());
    },
    { scope: 'worker', timeout: 180_000 },
  ],

  dicomFolder: async ({ preparedLibrary }, use) => {
    await use(studySource(preparedLibrary));
  },

  libraryDir: async ({ startsFrom, preparedLibrary }, use, testInfo) => {
    const folder = testInfo.outputPath('library');
    if (startsFrom === 'study') await copyLibrary(preparedLibrary, folder);
    await use(folder);
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
