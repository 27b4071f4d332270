/** The parts of Electron's main-process module that the workstation uses; nothing more. */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { dialog } from './dialog.ts';
export { ipcMain } from './ipc-main.ts';
export { MessageChannelMain } from './message-port-main.ts';
export { net, protocol } from './protocol.ts';
export { Menu, screen, session } from './small-parts.ts';
export { utilityProcess } from './utility-process.ts';
