import { fileURLToPath } from 'node:url';
import { _electron } from '@playwright/test';
import type { App, Folders } from '../open-app.ts';
import { consoleErrors } from './console-errors.ts';
import { enginePidOf } from './engine-pid.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the built workstation in the real Electron. */
export async function openInElectron({ libraryDir, profileDir }: Folders): Promise<App> {
  // Chromium's sandbox refuses to run for root, who runs tests on build machines.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const electron = await _electron.launch({
    args: [...sandbox, root, `--user-data-dir=${profileDir}`, '--data', libraryDir],
  });
  const window = await electron.firstWindow();
  const pid = electron.process().pid;
  if (pid === undefined) throw new Error('Electron did not start');

  return {
    host: 'electron',
    window,
    enginePid: async () => enginePidOf(pid),
    chooseNext: async (paths) => {
      await electron.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = async () => ({ canceled: filePaths.length === 0, filePaths });
        },
        [...paths],
      );
    },
    console: consoleErrors(window),
    close: () => electron.close(),
  };
}
