/**
 * How a host serves the page: which file a path means, and the headers that confine it. Both hosts
 * use exactly these, so that what is tested in a browser holds in Electron.
 */

/** Prefix of everything that the engine answers by fetch; see bulk.ts. */
export const dataPrefix = '/data/';

/**
 * The file of the renderer's output folder that a URL path means, relative and with `/`;
 * undefined when the path could leave the folder or names no plain file.
 */
export function rendererFile(pathname: string): string | undefined {
  const path = decoded(pathname);
  if (path === undefined || !path.startsWith('/')) return undefined;
  if (path === '/') return 'index.html';
  const names = path.slice(1).split('/');
  return names.every((name) => plainName.test(name)) ? names.join('/') : undefined;
}

/** Vite's output has such names only; no leading dot also rules out `.` and `..`. */
const plainName = /^[\w-][\w.-]*$/;

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}

/**
 * Content security policy of the page.
 *
 * @param socket Origin of the RPC WebSocket, `ws://127.0.0.1:PORT`; empty in Electron. It is named
 *   because not every browser takes `'self'` to include the same host's WebSocket.
 */
export function contentSecurityPolicy(socket: string): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self' 'wasm-unsafe-eval'",
    // The component library places style elements at run time; scripts never are inline.
    'style-src': "'self' 'unsafe-inline'",
    'font-src': "'self'",
    'img-src': "'self' data: blob:",
    'connect-src': `'self' ${socket}`.trim(),
    'worker-src': "'self' blob:",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-src': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}

/** Headers of every reply of the page's own files. */
export function pageHeaders(socket: string): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(socket),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
  };
}
