import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import { contract, type Name } from '#contract/contract.ts';
import { AppError } from '#contract/errors.ts';
import type { Person, Role } from '#contract/people.ts';
import { answerBulk, type BulkRoute } from './bulk.ts';
import { dispatcher } from './dispatch.ts';
import { failures } from './failures.ts';
import { fileReply } from './file-reply.ts';
import type { Handlers } from './handler.ts';
import { fileLog } from './log.ts';

const never = new AbortController().signal;
const problems = failures(() => 'log-1');
const personOf = (role: Role): Person => ({
  id: role,
  name: role,
  role,
  hasPasscode: false,
  active: true,
});
/** The token is the role. */
const authenticate = (token: string | undefined) =>
  token === undefined ? undefined : personOf(token as Role);

/** A dispatcher in which every procedure answers the same. */
function everything(answer: (...args: unknown[]) => unknown) {
  const handlers = Object.fromEntries(Object.keys(contract).map((name) => [name, answer]));
  return dispatcher({
    handlers: handlers as unknown as Handlers<Name>,
    authenticate,
    failures: problems,
  });
}

const outcomeOf = async (name: string, input: unknown, token?: string) => {
  const dispatch = everything(async () => ({}));
  const reply = await dispatch.call({ name, input }, { token }, never);
  return reply.ok ? 'ok' : reply.error.code;
};

test.each([
  ['cases.remove', undefined, 'sign-in-required'],
  ['cases.remove', 'annotator', 'not-allowed'],
  ['cases.remove', 'clinician', 'not-allowed'],
  ['cases.remove', 'assistant', 'ok'],
  ['cases.nothing', 'assistant', 'not-found'],
  ['jobs.watch', 'assistant', 'not-found'],
  ['constructor', 'assistant', 'not-found'],
])('%s called by %s answers %s', async (name, token, expected) => {
  expect(await outcomeOf(name, { caseIds: ['c'] }, token)).toBe(expected);
});

test('a reply lists every problem of the input with its path', async () => {
  const reply = await everything(async () => ({})).call(
    { name: 'cases.flag', input: { caseId: 1, note: '  ' } },
    { token: 'annotator' },
    never,
  );
  expect(reply).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
  const issues = !reply.ok && reply.error.code === 'invalid-input' && reply.error.details.issues;
  expect(issues && issues.map(({ path }) => path)).toEqual(['caseId', 'note']);
});

test('a defect keeps its message to the log', async () => {
  const dispatch = everything(async () => {
    throw new Error('select * from people');
  });
  const reply = await dispatch.call(
    { name: 'people.list', input: {} },
    { token: 'annotator' },
    never,
  );
  expect(reply).toEqual({ ok: false, error: { code: 'internal', details: { logId: 'log-1' } } });
});

test.each([
  {
    what: 'the end that the caller wished',
    error: (reason: unknown) => reason,
    code: 'job-cancelled',
  },
  { what: 'a defect', error: () => new RangeError('x'), code: 'internal' },
])('a call that ends with $what after an abort answers $code', async ({ error, code }) => {
  const page = new AbortController();
  const logged: unknown[] = [];
  const dispatch = dispatcher({
    handlers: {
      'people.list': async (_input: unknown, { signal }: { readonly signal: AbortSignal }) => {
        page.abort();
        throw error(signal.reason);
      },
    } as unknown as Handlers<Name>,
    authenticate,
    failures: failures((defect) => String(logged.push(defect))),
  });
  const request = { name: 'people.list', input: {} };
  const reply = await dispatch.call(request, { token: 'annotator' }, page.signal);
  expect(!reply.ok && reply.error.code).toBe(code);
  expect(logged).toHaveLength(code === 'internal' ? 1 : 0);
});

test('an answer that the contract does not allow never leaves the engine', async () => {
  const dispatch = everything(async () => [{ id: 'c', outcome: 'pN+' }]);
  const reply = await dispatch.call(
    { name: 'cases.list', input: {} },
    { token: 'annotator' },
    never,
  );
  expect(reply).toEqual({ ok: false, error: { code: 'internal', details: { logId: 'log-1' } } });
});

test('a stream ends for somebody who is signed out meanwhile', async () => {
  const connection: { token: string | undefined } = { token: 'annotator' };
  const dispatch = everything(async function* () {
    for (let n = 0; n < 3; n++) yield await Promise.resolve({ topic: 'cases', caseId: null });
  });
  const seen: unknown[] = [];
  for await (const reply of dispatch.watch(
    { name: 'library.watch', input: {} },
    connection,
    never,
  )) {
    seen.push(reply);
    connection.token = undefined;
  }
  expect(seen).toEqual([
    { ok: true, value: { topic: 'cases', caseId: null } },
    { ok: false, error: { code: 'sign-in-required', details: {} } },
  ]);
});

test('a full disk has a code of its own, however it shows', () => {
  for (const code of ['ENOSPC', 'SQLITE_FULL']) {
    expect(problems.toWire(Object.assign(new Error('x'), { code })).code).toBe('disk-full');
  }
});

const file = { path: '/data/object', bytes: 1000 };
test.each([
  { range: undefined, status: 200, offset: 0, length: 1000, part: undefined },
  { range: 'bytes=0-99', status: 206, offset: 0, length: 100, part: 'bytes 0-99/1000' },
  { range: 'bytes=900-', status: 206, offset: 900, length: 100, part: 'bytes 900-999/1000' },
  { range: 'bytes=900-5000', status: 206, offset: 900, length: 100, part: 'bytes 900-999/1000' },
  { range: 'bytes=-100', status: 206, offset: 900, length: 100, part: 'bytes 900-999/1000' },
  { range: 'bytes=1000-', status: 416, offset: undefined, length: undefined, part: 'bytes */1000' },
  // Not understood, or more than one: the whole file is a right answer (RFC 9110, 14.2).
  { range: 'bytes=5-2', status: 200, offset: 0, length: 1000, part: undefined },
  { range: 'bytes=0-1,5-6', status: 200, offset: 0, length: 1000, part: undefined },
  { range: 'lines=0-1', status: 200, offset: 0, length: 1000, part: undefined },
])('range $range answers $status', ({ range, status, offset, length, part }) => {
  const reply = fileReply(file, range);
  expect(reply.status).toBe(status);
  expect(reply.headers['content-range']).toBe(part);
  if (offset !== undefined) expect(reply.body).toMatchObject({ kind: 'file', offset, length });
});

const echo: BulkRoute = {
  method: 'POST',
  path: /^\/data\/echo\/([^/]+)$/,
  maxBody: 4,
  handle: async ({ groups }) => {
    if (groups[0] === 'conflict') {
      throw new AppError('draft-conflict', { draftId: 'd', expected: 1, got: 2 });
    }
    return fileReply(file, undefined);
  },
};
const fetchEcho = (
  url: string,
  init: { token?: string; body?: Uint8Array; method?: string } = {},
) =>
  answerBulk(
    { routes: [echo], authenticate, failures: problems },
    {
      method: init.method ?? 'POST',
      url,
      headers: init.token === undefined ? {} : { 'x-nodewise-token': init.token },
      ...(init.body && { body: init.body }),
    },
  );

test.each([
  ['/data/echo/a', {}, 401],
  ['/data/echo/a', { token: 'annotator' }, 200],
  ['/data/echo/a', { token: 'annotator', method: 'GET' }, 404],
  ['/data/echo/a/b', { token: 'annotator' }, 404],
  ['/data/echo/%E0%A4%A', { token: 'annotator' }, 400],
  ['/data/echo/a', { token: 'annotator', body: new Uint8Array(5) }, 400],
  ['/data/echo/conflict', { token: 'annotator' }, 409],
])('fetching %s with %o answers %i', async (url, init, status) => {
  expect((await fetchEcho(url, init)).status).toBe(status);
});

test('the contract’s paths keep names with any letters', () => {
  const url = new URL(bulkPath.upload('id', 'a b/ä&?#.dcm'), 'http://engine');
  expect(url.searchParams.get('name')).toBe('a b/ä&?#.dcm');
});

test('the log tells a defect without what it quotes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-log-'));
  const log = fileLog(join(folder, 'engine.log'));
  const error = new RangeError('no such file "/home/ann/Doe^Jane.dcm", got 5');
  const logId = log.defect(error);
  const line = readFileSync(join(folder, 'engine.log'), 'utf8');
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    logId,
    message: 'no such file …, got 5',
  });
  expect(line).not.toContain('Doe');
  rmSync(folder, { recursive: true });
});
