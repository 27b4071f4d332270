type RequestListener = (
  details: { readonly url: string },
  answer: (response: { cancel: boolean }) => void,
) => void;

let onBeforeRequest: RequestListener | undefined;

export const session = {
  defaultSession: {
    setPermissionRequestHandler: () => undefined,
    setPermissionCheckHandler: () => undefined,
    setDevicePermissionHandler: () => undefined,
    webRequest: { onBeforeRequest: (listener: RequestListener) => (onBeforeRequest = listener) },
  },
};

/** Whether the main process lets a request go out. */
export async function mayGoOut(url: string): Promise<boolean> {
  if (!onBeforeRequest) return true;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  onBeforeRequest({ url }, ({ cancel }) => resolve(!cancel));
  return promise;
}

export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: () => undefined,
};

const display = { id: 1, workArea: { x: 0, y: 0, width: 1280, height: 800 } };

export const screen = {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
};
