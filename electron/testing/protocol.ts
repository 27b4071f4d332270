import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { fileURLToPath } from 'node:url';

type Handler = (request: Request) => Promise<Response>;

const handlers = new Map<string, Handler>();
const origins = new Map<string, string>();

export const protocol = {
  registerSchemesAsPrivileged: () => undefined,
  handle: (scheme: string, handler: Handler) => void handlers.set(scheme, handler),
};

/**
 * Chromium cannot be taught a scheme from outside, so that a loopback server stands for it and
 * asks the scheme's real handler.
 *
 * @returns The address at which Chromium finds what the given address means.
 */
export async function reachable(address: string): Promise<string> {
  const { protocol: scheme, host, pathname, search, hash } = new URL(address);
  const own = `${scheme}//${host}`;
  const served = origins.get(own) ?? (await serve(own));
  origins.set(own, served);
  return served + pathname + search + hash;
}

/** The address that the main process would see for one that Chromium shows. */
export function ownAddress(address: string): string {
  for (const [own, served] of origins) {
    if (address.startsWith(`${served}/`)) return own + address.slice(served.length);
  }
  return address;
}

async function serve(own: string): Promise<string> {
  const handler = handlers.get(own.split(':')[0]);
  if (!handler) throw new Error(`ERR_UNKNOWN_URL_SCHEME ${own}`);
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const { method = 'GET', url = '/' } = incoming;
      const body = ['GET', 'HEAD'].includes(method) ? undefined : Readable.toWeb(incoming);
      const headers = new Headers(incoming.headers as Record<string, string>);
      const init = { method, headers, body, duplex: 'half' } as RequestInit;
      const reply = await handler(new Request(own + url, init));
      outgoing.writeHead(reply.status, Object.fromEntries(reply.headers));
      if (reply.body) await pipeline(Readable.fromWeb(reply.body as ReadableStream), outgoing);
      else outgoing.end();
    })().catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export const net = {
  /** Electron's fetch of a file; throws where there is none, as Electron does. */
  fetch: async (address: string): Promise<Response> => {
    const path = fileURLToPath(address);
    const type = contentTypes[extname(path)] ?? 'application/octet-stream';
    return new Response(await readFile(path), { headers: { 'content-type': type } });
  },
};
