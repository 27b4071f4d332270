import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { openEngine, type Engine as EngineProcess } from '#engine/engine.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Connection, TokenStore } from './connection.ts';
import { connectEngine, type Engine } from './engine.ts';
import { portWire } from './port-wire.ts';
import { signIn, signOut } from './session.ts';

// The real engine at the other end of a real port; only losing the connection is arranged.
let folder: string;
let server: EngineProcess;
let lines: { readonly cut: () => void }[];
let reachable: boolean;
let personId: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nodewise-client-'));
  server = await openEngine({ dataDir: folder });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  lines = [];
  reachable = true;
});

const openWire = async () => {
  if (!reachable) throw new Error('no engine');
  const { port1, port2 } = new MessageChannel();
  server.handlePort(port1);
  lines.push({ cut: () => port1.close() });
  return portWire(port2 as unknown as MessagePort);
};

function memoryTokens(): TokenStore {
  let token: string | null = null;
  return { get: () => token, set: (next) => (token = next) };
}

/** Resolves once the connection is as wanted. */
function reaches(engine: Engine, wanted: Connection): Promise<void> {
  if (engine.connection.getState() === wanted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = engine.connection.subscribe((now) => {
      if (now !== wanted) return;
      stop();
      resolve();
    });
  });
}

async function lose(engine: Engine): Promise<void> {
  const lost = reaches(engine, 'lost');
  lines.at(-1)?.cut();
  await lost;
}

test('a call waits for the connection and answers a reply', async () => {
  const engine = connectEngine(openWire, memoryTokens());
  expect(engine.connection.getState()).toBe('connecting');
  const reply = await engine.call('session.welcome', {});
  expect(reply).toMatchObject({ ok: true, value: { library: { cases: 0 }, people: [] } });
  expect(engine.connection.getState()).toBe('connected');
  expect(engine.signIn.getState()).toEqual({ status: 'signed-out' });
});

test('a sign-in outlives the connection', async () => {
  const engine = connectEngine(openWire, memoryTokens());
  const added = await engine.call('people.addFirst', { name: 'Ada', role: 'supervisor' });
  if (!added.ok) throw new Error(added.error.code);
  personId = added.value.id;
  expect(await signIn(engine, { personId })).toMatchObject({ ok: true });

  await lose(engine);
  await reaches(engine, 'connected');
  expect(lines).toHaveLength(2);
  expect(engine.signIn.getState()).toMatchObject({ status: 'signed-in', person: { name: 'Ada' } });
  expect(await engine.call('people.list', {})).toMatchObject({ ok: true });
});

test('a new window continues with the token that was kept', async () => {
  const tokens = memoryTokens();
  const first = connectEngine(openWire, tokens);
  await signIn(first, { personId });
  const second = connectEngine(openWire, tokens);
  await reaches(second, 'connected');
  expect(second.signIn.getState()).toMatchObject({ status: 'signed-in', person: { id: personId } });
});

test('a token that the engine does not know is forgotten', async () => {
  const tokens = memoryTokens();
  tokens.set('never-issued');
  const engine = connectEngine(openWire, tokens);
  await reaches(engine, 'connected');
  expect(engine.signIn.getState()).toEqual({ status: 'signed-out' });
  expect(tokens.get()).toBeNull();
});

test('after signing out the engine refuses, and the window knows', async () => {
  const engine = connectEngine(openWire, memoryTokens());
  await signIn(engine, { personId });
  await signOut(engine);
  expect(engine.signIn.getState()).toEqual({ status: 'signed-out' });
  expect(await engine.call('cases.list', {})).toMatchObject({
    ok: false,
    error: { code: 'sign-in-required' },
  });
});

test('it keeps trying while there is no engine, and calls wait', async () => {
  reachable = false;
  const engine = connectEngine(openWire, memoryTokens());
  const reply = engine.call('session.welcome', {});
  await new Promise((resolve) => setTimeout(resolve, 120));
  expect(engine.connection.getState()).toBe('connecting');
  reachable = true;
  expect(await reply).toMatchObject({ ok: true });
});

test('a caller that gives up gets its own reason', async () => {
  reachable = false;
  const engine = connectEngine(openWire, memoryTokens());
  const stop = new AbortController();
  const reply = engine.call('session.welcome', {}, { signal: stop.signal });
  stop.abort(new Error('screen closed'));
  await expect(reply).rejects.toThrow('screen closed');
});

test('a stream goes on after the connection was lost', async () => {
  const engine = connectEngine(openWire, memoryTokens());
  await signIn(engine, { personId });
  const stop = new AbortController();
  const changes = engine.watch('library.watch', {}, { signal: stop.signal });
  const iterator = changes[Symbol.asyncIterator]();
  const next = iterator.next();
  await lose(engine);
  await reaches(engine, 'connected');

  // The stream was asked for on the old connection; the change comes on the new one.
  const added = engine.call('people.add', { name: 'Bea', role: 'annotator' });
  expect((await next).value).toMatchObject({ topic: 'people' });
  await added;
  stop.abort();
  expect((await iterator.next()).done).toBe(true);
});

test('a refused stream throws the engine’s reason', async () => {
  const engine = connectEngine(openWire, memoryTokens());
  const stop = new AbortController();
  const jobs = engine.watch('jobs.watch', {}, { signal: stop.signal });
  await expect(jobs[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    code: 'sign-in-required',
  });
});
