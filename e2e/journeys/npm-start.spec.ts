import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../app-test.ts';

const script = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));
// A desktop session's variables are taken away, so that every machine behaves like a bare one.
const bare = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' };

function start(...args: string[]) {
  return spawn(process.execPath, [script, ...args], {
    env: bare,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test.describe('npm start', () => {
  test.skip(process.platform !== 'linux', 'other systems always have a display');

  test('without a display it says so in a line and serves the page until it is ended', async ({
    libraryDir,
  }) => {
    const started = start('--data', libraryDir);
    const lines: string[] = [];
    let link: string | undefined;
    for await (const line of createInterface(started.stdout)) {
      lines.push(line);
      link = /http:\S+/.exec(line)?.[0];
      if (link !== undefined) break;
    }
    expect(lines.filter((line) => line.includes('Electron'))).toEqual([
      'Electron is not used: there is no display (DISPLAY and WAYLAND_DISPLAY are empty). Opening Nodewise in the browser instead.',
    ]);

    const address = new URL(link ?? '');
    expect(address.hostname).toBe('127.0.0.1');
    expect((await fetch(new URL('/', address))).status).toBe(403);
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(address)).status).toBe(403);

    started.kill('SIGTERM');
    expect(await once(started, 'exit')).toEqual([0, null]);
    await expect(fetch(address)).rejects.toThrow();
  });

  test('Electron cannot be forced where there is no display, and the reason is given', async () => {
    const started = start('--host', 'electron');
    let said = '';
    started.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    expect(await once(started, 'exit')).toEqual([1, null]);
    expect(said).toMatch(/^Electron cannot be used: there is no display .*\n$/);
  });
});
