import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { FromStandIn, ToStandIn } from '../../electron/testing/test-messages.ts';
import type { App, Folders } from '../open-app.ts';
import { consoleErrors } from './console-errors.ts';
import { enginePidOf } from './engine-pid.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** Starts the built main process on the stand-in for Electron, and drives the page it shows. */
export async function openInStandIn({ libraryDir, profileDir }: Folders): Promise<App> {
  const main = fork(path('out/main/main.js'), ['--data', libraryDir], {
    execArgv: ['--import', path('electron/testing/register.ts')],
    env: { ...process.env, STAND_IN_USER_DATA: profileDir },
  });
  const { pid } = main;
  const ended = once(main, 'exit');
  if (pid === undefined) throw new Error('the main process did not start');

  const [news] = (await once(main, 'message')) as [FromStandIn];
  if (news.kind !== 'shown') throw new Error(`${news.title}: ${news.content}`);
  const browser = await chromium.connectOverCDP(news.endpoint);
  const window = browser.contexts()[0].pages()[0];

  return {
    host: 'electron-stand-in',
    window,
    enginePid: async () => enginePidOf(pid),
    chooseNext: async (paths) => {
      main.send({ kind: 'choose-next', paths } satisfies ToStandIn);
    },
    console: consoleErrors(window),
    close: async () => {
      main.kill('SIGTERM');
      await ended;
    },
  };
}
