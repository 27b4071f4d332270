import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../app-test.ts';

const script = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
// A desktop session's variables are taken away, so that every machine behaves like a bare one.
const bare = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };

type Started = ChildProcessByStdio<null, Readable, Readable>;

function start(...args: string[]): Started {
  return spawn(process.execPath, [script, ...args], {
    env: bare,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** `npm start` itself, which leads a group of its own, as a terminal's job does. */
function npmStart(...args: string[]): Started {
  return spawn('npm', ['start', '--', ...args], {
    ...{ env: bare, detached: true, cwd: fileURLToPath(new URL('../..', import.meta.url)) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Lines up to the one that names the page's address. */
async function linesUntilOpen(started: Started): Promise<{ lines: string[]; link: string }> {
  const lines: string[] = [];
  for await (const line of createInterface(started.stdout)) {
    lines.push(line);
    const link = /http:\S+/.exec(line)?.[0];
    if (link !== undefined) return { lines, link };
  }
  throw new Error(`It ended without an address: ${lines.join('\n')}`);
}

const endings: Readonly<Record<string, (npm: number) => void>> = {
  'a signal to npm alone': (npm) => process.kill(npm, 'SIGTERM'),
  'Ctrl+C, which goes to the whole group': (npm) => process.kill(-npm, 'SIGINT'),
  'a closed terminal': (npm) => process.kill(-npm, 'SIGHUP'),
};

test.describe('npm start', () => {
  test.skip(process.platform !== 'linux', 'other systems always have a display');

  test('without a display it says so in a line and serves the page until it is ended', async ({
    libraryDir,
  }) => {
    const started = start('--data', libraryDir);
    const { lines, link } = await linesUntilOpen(started);
    expect(lines.filter((line) => line.includes('Electron'))).toEqual([
      'Electron is not used: there is no display (DISPLAY and WAYLAND_DISPLAY are empty). Opening Nodewise in the browser instead.',
    ]);

    const address = new URL(link);
    expect(address.hostname).toBe('127.0.0.1');
    expect((await fetch(new URL('/', address))).status).toBe(403);
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address)).status).toBe(403);

    started.kill('SIGTERM');
    expect(await once(started, 'exit')).toEqual([0, null]);
    await expect(fetch(address)).rejects.toThrow();
  });

  for (const [ending, end] of Object.entries(endings)) {
    test(`${ending} ends the engine and its web server with it`, async ({ libraryDir }) => {
      const started = npmStart('--no-open', '--data', libraryDir);
      const { link } = await linesUntilOpen(started);
      // Every process holds the output open until it ends.
      const closed = once(started, 'close');
      end(started.pid ?? 0);
      await closed;
      await expect(fetch(link)).rejects.toThrow();
    });
  }

  test('no engine is left behind by a start that was killed', async ({ libraryDir }) => {
    const started = start('--no-open', '--data', libraryDir);
    const { link } = await linesUntilOpen(started);
    const closed = once(started, 'close');
    started.kill('SIGKILL');
    await closed;
    await expect(fetch(link)).rejects.toThrow();
  });

  test('Electron cannot be forced where there is no display, and the reason is given', async () => {
    const started = start('--host', 'electron');
    let said = '';
    started.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    expect(await once(started, 'exit')).toEqual([1, null]);
    expect(said).toMatch(/^Electron cannot be used: there is no display .*\n$/);
  });
});
