import {
  BrowserWindow,
  dialog,
  ipcMain,
  type IpcMainInvokeEvent,
  type OpenDialogOptions,
} from 'electron';
import { hostChannel } from '#contract/host.ts';
import { isOwnPage } from './policy.ts';

/** The native dialogs that the page may open; each answers paths that the person chose. */
export function offerDialogs(): void {
  offer(hostChannel.chooseFolder, (event) =>
    choose(event, { title: 'Import a folder', properties: ['openDirectory'] }).then(first),
  );
  offer(hostChannel.chooseFiles, (event) =>
    choose(event, { title: 'Import files', properties: ['openFile', 'multiSelections'] }),
  );
  offer(hostChannel.chooseSaveFolder, (event) =>
    choose(event, {
      title: 'Export to a folder',
      buttonLabel: 'Export here',
      properties: ['openDirectory', 'createDirectory'],
    }).then(first),
  );
}

function offer(channel: string, answer: (event: IpcMainInvokeEvent) => Promise<unknown>): void {
  ipcMain.handle(channel, (event) => {
    if (!isOwnPage(event.senderFrame?.url ?? '')) throw new Error('refused');
    return answer(event);
  });
}

async function choose(event: IpcMainInvokeEvent, options: OpenDialogOptions): Promise<string[]> {
  const window = BrowserWindow.fromWebContents(event.sender);
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return canceled ? [] : filePaths;
}

function first(paths: readonly string[]): string | null {
  return paths[0] ?? null;
}
