import { AppError } from '#contract/errors.ts';
import { tokenHeader } from '#contract/bulk.ts';
import type { Person } from '#contract/people.ts';
import type { Failures } from './failures.ts';

/** A fetch as every host hands it on; `url` is path and query, header names are lower case. */
export interface BulkRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** Bytes in memory, or a part of a file that the host streams. */
export type BulkBody =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly offset: number;
      readonly length: number;
    };

export interface BulkReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: BulkBody;
}

/** One kind of path under `/data/`. */
export interface BulkRoute {
  readonly method: 'GET' | 'POST';
  /** Matches the path without its query; the groups are handed over decoded. */
  readonly path: RegExp;
  /** Largest request body in bytes; 0 for GET. */
  readonly maxBody: number;
  readonly handle: (request: BulkCall) => Promise<BulkReply>;
}

export interface BulkCall {
  readonly person: Person;
  readonly groups: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface BulkServices {
  readonly routes: readonly BulkRoute[];
  readonly authenticate: (token: string | undefined) => Person | undefined;
  readonly failures: Failures;
}

/** Answers one fetch. Never throws: failures become a `WireError` as JSON. */
export async function answerBulk(services: BulkServices, request: BulkRequest): Promise<BulkReply> {
  try {
    return await route(services, request);
  } catch (error) {
    const wire = services.failures.toWire(error);
    return jsonReply(wire, statusOf[wire.code] ?? 500);
  }
}

async function route(services: BulkServices, request: BulkRequest): Promise<BulkReply> {
  const url = new URL(request.url, 'http://engine');
  const person = services.authenticate(request.headers[tokenHeader]);
  if (!person) throw new AppError('sign-in-required', {});
  for (const candidate of services.routes) {
    const match = candidate.path.exec(url.pathname);
    if (!match || candidate.method !== request.method) continue;
    const body = request.body ?? new Uint8Array();
    if (body.length > candidate.maxBody) {
      const message = `at most ${candidate.maxBody} bytes`;
      throw new AppError('invalid-input', { issues: [{ path: 'body', message }] });
    }
    return candidate.handle({
      person,
      groups: match.slice(1).map(decodePart),
      query: url.searchParams,
      headers: request.headers,
      body,
    });
  }
  throw new AppError('not-found', { what: 'procedure', id: `${request.method} /data` });
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new AppError('invalid-input', { issues: [{ path: 'url', message: 'bad encoding' }] });
  }
}

/** HTTP status by error code; codes that are not the caller's doing answer 500. */
const statusOf: Readonly<Record<string, number>> = {
  'sign-in-required': 401,
  'not-allowed': 403,
  'not-found': 404,
  'draft-conflict': 409,
  'invalid-input': 400,
  'edit-malformed': 400,
  'image-unknown': 404,
  'mask-empty': 422,
  'mask-missing': 422,
  'mask-outside': 422,
  'features-undefined': 422,
};

export function bytesReply(
  bytes: Uint8Array,
  type = 'application/octet-stream',
  headers: Readonly<Record<string, string>> = {},
): BulkReply {
  return {
    status: 200,
    headers: { 'content-type': type, 'content-length': String(bytes.length), ...headers },
    body: { kind: 'bytes', bytes },
  };
}

export function jsonReply(value: unknown, status = 200): BulkReply {
  const reply = bytesReply(new TextEncoder().encode(JSON.stringify(value)), 'application/json');
  return { ...reply, status };
}
