import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { chromiumArgs, chromiumPath } from '../../electron/testing/find-chromium.ts';
import type { App, Folders } from '../open-app.ts';
import { consoleErrors } from './console-errors.ts';
import { enginePidOf } from './engine-pid.ts';

const supervisor = fileURLToPath(new URL('../../out/engine/supervisor.js', import.meta.url));

/** Starts the browser host and opens its printed link, as a person would. */
export async function openInBrowser({ libraryDir }: Folders): Promise<App> {
  const args = [supervisor, '--data', libraryDir, '--no-open'];
  const host = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid } = host;
  const ended = once(host, 'exit');
  if (pid === undefined) throw new Error('the browser host did not start');

  let link: string | undefined;
  for await (const line of createInterface(host.stdout)) {
    link = /http:\S+/.exec(line)?.[0];
    if (link !== undefined) break;
  }
  if (link === undefined) throw new Error('the browser host printed no address');

  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumArgs],
  });
  const window = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const errors = consoleErrors(window);
  await window.goto(link);
  await window.waitForURL((url) => !url.searchParams.has('start'));

  return {
    host: 'browser',
    window,
    enginePid: async () => enginePidOf(pid),
    chooseNext: () => Promise.reject(new Error('a browser has no native dialog')),
    console: errors,
    close: async () => {
      await browser.close();
      host.kill('SIGTERM');
      await ended;
    },
  };
}
