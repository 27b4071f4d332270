/**
 * What a bare machine needs before the project's own Node can take over. This file and the ones
 * that import it run on any Node from 20 on, before anything is installed: plain JavaScript, no
 * packages.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The shell between npm and this process, where npm started it. */
const parent = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid;
const parentCheckMs = 500;

/** A failure that one sentence explains; anything else is a defect and shows its stack. */
export class Refusal extends Error {}

/** The project's Node 24, a development dependency; the machine's own only starts these scripts. */
export const projectNode = join(
  root,
  'node_modules/node/bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Installs the locked packages when they are not all there. */
export async function install() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    throw new Refusal(`Nodewise needs Node 20 or newer, this one is ${process.versions.node}.`);
  }
  if (isInstalled()) return;
  console.log('Installing packages (about half a minute)…');
  const npm = process.env.npm_execpath
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const code = await run([...npm, 'ci', '--no-fund', '--no-audit', '--loglevel=error']);
  if (code !== 0) {
    throw new Refusal(`"npm ci" failed with code ${code}; its lines above say why.`);
  }
}

/** Whether every package of the lock file was installed in its locked version. */
export function isInstalled(folder = root) {
  const hidden = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(hidden) || (folder === root && !existsSync(projectNode))) return false;
  const wanted = packagesOf(join(folder, 'package-lock.json'));
  const present = packagesOf(hidden);
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' ||
      present[path]?.version === version ||
      // Packages for other platforms are in the lock file but not on this disk.
      (optional === true && !(path in present)),
  );
}

/** Builds what changed since the last build. */
export async function build() {
  const code = await run([projectNode, join(root, 'scripts/build.ts')]);
  if (code !== 0) throw new Refusal('The build failed; the lines above say where.');
}

/**
 * Runs a command in the project's root with the terminal's own input and output.
 *
 * @returns {Promise<number>} Exit code; 1 when it could not be started or was killed.
 */
export function run([command, ...args], options = {}) {
  return new Promise((resolve) => {
    const shell = process.platform === 'win32' && command.endsWith('.cmd');
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', shell, ...options });
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Runs a command that decides itself how it ends: Ctrl+C reaches it from the terminal, the other
 * signals are handed on, and this process ends after it.
 */
export async function runUntilClosed([command, ...args], options = {}) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  whenOrphaned(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/**
 * Calls once npm's shell is gone: npm hands SIGTERM to that shell alone, which ends by it and tells
 * nobody. What another program started may outlive it, as with nohup.
 */
function whenOrphaned(act) {
  if (parent === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, parentCheckMs).unref();
}

/** Runs a script's main function; a refusal ends it with its sentence and code 1. */
export async function main(steps) {
  try {
    process.exitCode = await steps();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}
