import { createReadStream } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { BulkReply, BulkRequest } from '#engine/rpc/bulk.ts';

/** The engine limits each kind of request further; this only bounds the memory of one request. */
const maxBodyBytes = 1 << 30;

/** Reads a request for the engine; undefined when its body is too large to be anything of ours. */
export async function readBulkRequest(request: IncomingMessage): Promise<BulkRequest | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: plainHeaders(request.headers),
    ...(bytes > 0 && { body: Buffer.concat(chunks, bytes) }),
  };
}

/** Sends the engine's answer: bytes at once, a file's part as a stream. */
export async function sendBulkReply(reply: BulkReply, response: ServerResponse): Promise<void> {
  response.writeHead(reply.status, {
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    ...reply.headers,
  });
  const { body } = reply;
  if (body.kind === 'bytes' || body.length === 0) {
    response.end(body.kind === 'bytes' ? body.bytes : undefined);
    return;
  }
  const end = body.offset + body.length - 1;
  await pipeline(createReadStream(body.path, { start: body.offset, end }), response);
}

/** Headers with one value each; cookies are the host's business and are not handed on. */
function plainHeaders(headers: IncomingMessage['headers']): Readonly<Record<string, string>> {
  const { cookie: _, ...rest } = headers;
  return Object.fromEntries(
    Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
