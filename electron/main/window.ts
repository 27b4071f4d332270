import { BrowserWindow, screen } from 'electron';
import { minimumSize, placeWindow, readWindowState, writeWindowState } from './window-state.ts';

export interface WindowFiles {
  readonly preload: string;
  /** Where the window's place is kept. */
  readonly state: string;
}

/** The workstation's window, where it was left. The title never names a case or a patient. */
export function createWindow(files: WindowFiles): BrowserWindow {
  const { bounds, maximized } = placeWindow(readWindowState(files.state), workAreas());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'Nodewise',
    // The page's own background, so that nothing flashes before its first paint.
    backgroundColor: '#101214',
    show: false,
    webPreferences: {
      preload: files.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.on('page-title-updated', (event) => event.preventDefault());
  window.once('ready-to-show', () => {
    if (maximized) window.maximize();
    window.show();
  });
  window.on('close', () =>
    writeWindowState(files.state, {
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
    }),
  );
  return window;
}

function workAreas() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return [primary, ...others].map((display) => display.workArea);
}
