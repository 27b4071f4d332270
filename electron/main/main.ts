/** Electron's main process: one confined window, and the engine in a process of its own. */
import { app, BrowserWindow, dialog, Menu, protocol } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { defaultLibrary } from '#engine/library-folder.ts';
import { confine } from './confine.ts';
import { offerDialogs } from './dialogs.ts';
import { offerEngine } from './engine-access.ts';
import { startEngine, type EngineLink } from './engine-link.ts';
import { menuTemplate } from './menu.ts';
import { pageHandler } from './page-protocol.ts';
import { pageScheme, pageUrl } from './policy.ts';
import { createWindow } from './window.ts';

const { platform, env } = process;
const out = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  {
    scheme: pageScheme,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
  },
]);

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', showWindow);
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(open);
} else {
  app.quit();
}

function open(): void {
  const engine: EngineLink = startEngine({
    file: out('engine/engine-process.js'),
    ...commandLine(),
    onState: offerEngine(() => engine),
    onFailed: (sentence) => {
      dialog.showErrorBox('Nodewise', sentence);
      app.quit();
    },
  });
  closeBeforeQuit(engine);
  confine();
  offerDialogs();
  protocol.handle(pageScheme, pageHandler({ folder: out('renderer'), bulk: engine.bulk }));
  const menu = menuTemplate({ platform, packaged: app.isPackaged });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu));

  const window = createWindow({
    preload: out('preload/preload.cjs'),
    state: join(app.getPath('userData'), 'window.json'),
  });
  void window.loadURL(pageUrl);
}

/** Ours among the arguments; Chromium's own switches are left alone. */
function commandLine(): { readonly dataDir: string; readonly demo: boolean } {
  const { values } = parseArgs({
    args: process.argv.slice(1),
    options: { data: { type: 'string' }, demo: { type: 'boolean' } },
    strict: false,
  });
  const chosen = typeof values.data === 'string' ? values.data : undefined;
  return {
    dataDir: chosen ?? defaultLibrary({ platform, env, home: homedir() }),
    demo: values.demo === true,
  };
}

/** The engine closes the library before the program ends. */
function closeBeforeQuit(engine: EngineLink): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void engine.stop().then(() => {
      closed = true;
      app.quit();
    });
  });
}

/** A second start shows the running program instead. */
function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}
