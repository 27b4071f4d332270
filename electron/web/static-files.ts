import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pageHeaders, rendererFile } from '#contract/web-content.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Names under this folder contain a hash of their content. */
const hashedFolder = 'assets/';

/**
 * Sends a file of the built page.
 *
 * @param page Where the page lies, and the origin of its WebSocket for the security policy.
 * @returns false, with nothing sent, when the path names no such file.
 */
export async function sendPageFile(
  page: { readonly folder: string; readonly socket: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const name = rendererFile((request.url ?? '').split('?')[0]);
  if (name === undefined) return false;
  const path = join(page.folder, name);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return false;

  response.writeHead(200, {
    ...pageHeaders(page.socket),
    'content-type': contentTypes[extname(name)] ?? 'application/octet-stream',
    'content-length': found.size,
    'cache-control': name.startsWith(hashedFolder) ? 'max-age=31536000, immutable' : 'no-store',
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(createReadStream(path), response);
  return true;
}
