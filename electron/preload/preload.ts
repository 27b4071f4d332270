/** The only bridge into the page: a few named messages, no Node, no Electron object. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  enginePortMessage,
  hostBridgeKey,
  hostChannel,
  type EngineState,
  type HostBridge,
} from '#contract/host.ts';

// Ports cannot pass the context bridge; a window message of the same origin can carry them.
ipcRenderer.on(hostChannel.enginePort, (event) => {
  window.postMessage(enginePortMessage, window.location.origin, event.ports);
});

const bridge: HostBridge = {
  kind: 'electron',
  connectEngine: () => ipcRenderer.send(hostChannel.connectEngine),
  onEngineState: (listener) => {
    ipcRenderer.on(hostChannel.engineState, (_event, state) => listener(state as EngineState));
    ipcRenderer.send(hostChannel.watchEngine);
  },
  chooseFolder: () => ipcRenderer.invoke(hostChannel.chooseFolder) as Promise<string | null>,
  chooseFiles: () => ipcRenderer.invoke(hostChannel.chooseFiles) as Promise<readonly string[]>,
  chooseSaveFolder: () =>
    ipcRenderer.invoke(hostChannel.chooseSaveFolder) as Promise<string | null>,
  pathsForFiles: (files) => files.map((file) => webUtils.getPathForFile(file as File)),
};
contextBridge.exposeInMainWorld(hostBridgeKey, bridge);
