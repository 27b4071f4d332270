/** Finds, fetches and judges the Electron binary, which is not part of its npm package. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './setup.mjs';

const folder = join(root, 'node_modules/electron');
const fetchLimitMs = 5 * 60_000;

/** Path of the binary on this disk, or undefined. */
export function electronBinary() {
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(binary) ? binary : undefined;
}

/** Tries once to fetch the binary; undefined when that fails. */
export async function fetchElectron() {
  console.log('Fetching Electron (about 120 MB, once)…');
  // The installer's own words are a stack trace; the caller says in one line what follows.
  await run([process.execPath, join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: fetchLimitMs,
  });
  return electronBinary();
}

/**
 * What keeps Electron from opening a window here, in words that finish "Electron is not used:";
 * undefined when nothing does that can be seen beforehand.
 */
export function electronObstacle({ platform, env, uid }) {
  if (platform !== 'linux') return undefined;
  if (!env.DISPLAY && !env.WAYLAND_DISPLAY) {
    return 'there is no display (DISPLAY and WAYLAND_DISPLAY are empty)';
  }
  if (uid === 0) return 'its sandbox does not work for the root user';
  return undefined;
}

/** Whether the binary starts at all: its system libraries may be missing. */
export function electronRuns(binary) {
  const args = ['--version', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  return spawnSync(binary, args, { timeout: 20_000, stdio: 'ignore' }).status === 0;
}
