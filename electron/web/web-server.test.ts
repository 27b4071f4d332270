import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openEngine, type Engine } from '#engine/engine.ts';
import { openWebServer, type WebServer } from './web-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'nodewise-web-'));
const pageFolder = join(folder, 'page');
const cookieSecret = 'kept-secret';

let engine: Engine;
let server: WebServer;
let tokensUsed = 0;

beforeAll(async () => {
  mkdirSync(join(pageFolder, 'assets'), { recursive: true });
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(pageFolder, 'assets/app-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'outside the page');
  engine = await openEngine({ dataDir: join(folder, 'library') });
  server = await openWebServer({
    admission: { port: 0, startToken: 'open-sesame', cookieSecret },
    pageFolder,
    engine,
    onTokenUsed: () => tokensUsed++,
  });
});
afterAll(async () => {
  await server.close();
  await engine.close();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request as sent: `fetch` would tidy the path up and refuse to set some headers. */
function ask(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Answer> {
  const cookie = `nodewise-${server.port}=${cookieSecret}`;
  return new Promise((resolve, reject) => {
    const options = { port: server.port, host: '127.0.0.1', path, method };
    const sent = request({ ...options, headers: { cookie, ...headers } }, (reply) => {
      let body = '';
      reply.setEncoding('utf8').on('data', (text: string) => (body += text));
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body }),
      );
    });
    sent.on('error', reject).end();
  });
}

test('the printed link gives the cookie once, and the cookie opens the page', async () => {
  const first = await ask('/?start=open-sesame', { cookie: '' });
  expect(first.status).toBe(200);
  expect(first.headers['set-cookie']).toEqual([
    `nodewise-${server.port}=${cookieSecret}; HttpOnly; SameSite=Strict; Path=/`,
  ]);
  expect(tokensUsed).toBe(1);

  const second = await ask('/?start=open-sesame', { cookie: '' });
  expect(second.status).toBe(403);
  expect(second.headers['set-cookie']).toBeUndefined();
  expect(second.body).toContain('used before');
  expect((await ask('/')).body).toContain('<title>page</title>');
});

test('the page comes with headers that confine it', async () => {
  const { headers } = await ask('/');
  const policy = headers['content-security-policy'];
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${server.port}`);
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  expect((await ask('/assets/app-1a2b.js')).headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'max-age=31536000, immutable',
  });
});

test.each([
  '/../secret.txt',
  '/assets/../../secret.txt',
  '/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets/%2e%2e%2f%2e%2e%2fsecret.txt',
  '/..\\secret.txt',
  '/assets/..%5c..%5csecret.txt',
  '//etc/passwd',
  '/%00',
  '/%',
  '/assets',
  '/assets/',
  '/nothing-here.js',
])('%s leads nowhere', async (path) => {
  const { status, body } = await ask(path);
  expect(status).toBe(404);
  expect(body).not.toContain('outside');
});

test.each([
  ['a wrong token', '/?start=guessed', { cookie: '' }],
  ['no cookie', '/', { cookie: '' }],
  ['a foreign host name', '/', { host: 'evil.example' }],
  ['a foreign origin', '/', { origin: 'http://evil.example' }],
  ['no cookie on data', '/data/volumes/1', { cookie: '' }],
  ['another site', '/data/volumes/1', { 'sec-fetch-site': 'cross-site' }],
])('%s is refused', async (_what, path, headers) => {
  expect((await ask(path, headers)).status).toBe(403);
});

test('methods that make no sense are answered with those that do', async () => {
  const origin = `http://127.0.0.1:${server.port}`;
  const page = await ask('/', { origin }, 'POST');
  expect([page.status, page.headers.allow]).toEqual([405, 'GET, HEAD']);
  const data = await ask('/data/volumes/1', { origin }, 'DELETE');
  expect([data.status, data.headers.allow]).toEqual([405, 'GET, POST']);
  expect(await ask('/', {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
});

test('the engine answers data requests, and wants a sign-in of its own', async () => {
  const { status, body } = await ask('/data/volumes/1');
  expect(status).toBe(401);
  expect(JSON.parse(body)).toEqual({ code: 'sign-in-required', details: {} });
});

/** Opens a WebSocket as a browser would; how it ended: `open`, or the status of the refusal. */
function knock(path: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers });
  return new Promise((resolve) => {
    socket.once('open', () => resolve('open'));
    socket.once('unexpected-response', (_request, reply) => resolve(String(reply.statusCode)));
    socket.once('error', () => resolve('error'));
  }).finally(() => socket.terminate()) as Promise<string>;
}

test('a socket opens with the cookie from the own origin, and not otherwise', async () => {
  const origin = `http://127.0.0.1:${server.port}`;
  const cookie = `nodewise-${server.port}=${cookieSecret}`;
  expect(await knock('/rpc', { origin, cookie })).toBe('open');
  expect(await knock('/rpc', { origin })).toBe('403');
  expect(await knock('/rpc', { cookie })).toBe('403');
  expect(await knock('/rpc', { origin: 'http://evil.example', cookie })).toBe('403');
  expect(await knock('/rpc', { origin, cookie, host: 'evil.example' })).toBe('403');
  expect(await knock('/elsewhere', { origin, cookie })).toBe('403');
});
