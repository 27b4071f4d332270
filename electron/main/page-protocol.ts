import { net } from 'electron';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { dataPrefix, pageHeaders, rendererFile } from '#contract/web-content.ts';
import type { BulkBody, BulkReply, BulkRequest } from '#engine/rpc/bulk.ts';
import { isOwnPage } from './policy.ts';

export interface PageOptions {
  /** Folder of the built page. */
  readonly folder: string;
  readonly bulk: (request: BulkRequest) => Promise<BulkReply>;
}

/** Answers every request of the window: the page's files, and what the engine sends by fetch. */
export function pageHandler({
  folder,
  bulk,
}: PageOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    if (!isOwnPage(request.url)) return new Response(null, { status: 404 });
    if (!pathname.startsWith(dataPrefix)) return pageFile(folder, request.method, pathname);

    const body = new Uint8Array(await request.arrayBuffer());
    const reply = await bulk({
      method: request.method,
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      ...(body.length > 0 && { body }),
    });
    const headers = { 'x-content-type-options': 'nosniff', ...reply.headers };
    return new Response(bodyOf(reply.body), { status: reply.status, headers });
  };
}

async function pageFile(folder: string, method: string, pathname: string): Promise<Response> {
  if (method !== 'GET') return new Response(null, { status: 405, headers: { allow: 'GET' } });
  const name = rendererFile(pathname);
  if (name === undefined) return new Response(null, { status: 404 });
  try {
    // `net.fetch` also reads from inside a packed program and knows the content types.
    const file = await net.fetch(pathToFileURL(join(folder, name)).toString());
    const type = file.headers.get('content-type') ?? 'application/octet-stream';
    return new Response(file.body, { headers: { ...pageHeaders(''), 'content-type': type } });
  } catch {
    return new Response(null, { status: 404 });
  }
}

function bodyOf(body: BulkBody): ConstructorParameters<typeof Response>[0] {
  if (body.kind === 'bytes') return new Uint8Array(body.bytes);
  if (body.length === 0) return null;
  const end = body.offset + body.length - 1;
  const stream = createReadStream(body.path, { start: body.offset, end });
  return Readable.toWeb(stream);
}
