import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openEngine } from '#engine/engine.ts';
import { supervise, type SupervisorOptions } from './supervise.ts';

const serverFile = new URL('./server.ts', import.meta.url);

/** Starts the real server process on a new library; `url` resolves when it listens. */
function start(options: Partial<SupervisorOptions> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-supervise-'));
  const pageFolder = join(folder, 'page');
  mkdirSync(pageFolder);
  writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>');
  const opened = Promise.withResolvers<string>();
  const notices: string[] = [];
  const supervisor = supervise({
    serverFile,
    dataDir: join(folder, 'library'),
    pageFolder,
    demo: false,
    onOpen: opened.resolve,
    onNotice: (sentence) => notices.push(sentence),
    ...options,
  });
  return { supervisor, url: opened.promise, notices };
}

/** Asks until there is an answer: between two server processes the port is closed. */
async function fetchWhenUp(url: URL, cookie: string): Promise<Response> {
  for (;;) {
    try {
      return await fetch(url, { headers: { cookie } });
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

test('a killed server comes back at its port, knows the browser, and its link stays used', async () => {
  const { supervisor, url, notices } = start();
  const link = new URL(await url);
  const first = await fetch(link);
  const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0];
  expect((await fetch(new URL('/', link), { headers: { cookie } })).status).toBe(200);

  const killed = supervisor.pid();
  process.kill(killed ?? 0, 'SIGKILL');
  const after = await fetchWhenUp(new URL('/', link), cookie);
  expect(await after.text()).toContain('<title>page</title>');
  expect(supervisor.pid()).not.toBe(killed);
  expect(notices).toEqual(['The engine stopped and is being restarted.']);
  expect((await fetch(link)).status).toBe(403);

  supervisor.stop();
  expect(await supervisor.ended).toBeUndefined();
  await expect(fetch(link)).rejects.toThrow('fetch failed');
});

test('a library that is open elsewhere ends it with the reason, and no restart', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'nodewise-locked-'));
  const engine = await openEngine({ dataDir });
  const { supervisor, notices } = start({ dataDir });
  expect(await supervisor.ended).toContain('This library is open in another Nodewise.');
  expect(notices).toEqual([]);
  await engine.close();
});

test('a server that always fails is given up', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'nodewise-broken-')), 'server.mjs');
  writeFileSync(file, 'process.exit(3);');
  const { supervisor, notices } = start({ serverFile: new URL(`file://${file}`) });
  expect(await supervisor.ended).toContain('stopped several times in a row');
  expect(notices).toHaveLength(5);
}, 30_000);
