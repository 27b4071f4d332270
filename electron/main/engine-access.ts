import { ipcMain, type IpcMainEvent, type WebContents } from 'electron';
import { hostChannel, type EngineState } from '#contract/host.ts';
import type { EngineLink } from './engine-link.ts';
import { isOwnPage } from './policy.ts';

/**
 * Connects pages with the engine: a page that asked gets a port at once and after each restart.
 *
 * @returns What to call at each change of the engine's state.
 */
export function offerEngine(link: () => EngineLink): (state: EngineState) => void {
  const asked = new Set<WebContents>();
  const watching = new Set<WebContents>();

  const sendPort = (page: WebContents) => {
    const port = link().connect();
    if (port) page.postMessage(hostChannel.enginePort, null, [port]);
  };
  const remember = (pages: Set<WebContents>, page: WebContents) => {
    if (pages.has(page)) return;
    pages.add(page);
    page.once('destroyed', () => pages.delete(page));
  };

  ipcMain.on(hostChannel.connectEngine, (event) => {
    if (!fromOwnPage(event)) return;
    remember(asked, event.sender);
    sendPort(event.sender);
  });
  ipcMain.on(hostChannel.watchEngine, (event) => {
    if (!fromOwnPage(event)) return;
    remember(watching, event.sender);
    event.sender.send(hostChannel.engineState, link().state());
  });

  return (state) => {
    for (const page of watching) page.send(hostChannel.engineState, state);
    if (state === 'running') asked.forEach(sendPort);
  };
}

function fromOwnPage(event: IpcMainEvent): boolean {
  return isOwnPage(event.senderFrame?.url ?? '');
}
