/** Programs that tests need besides npm packages, installed where this user may install them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, Refusal, root, run } from './setup.mjs';

/** Makes sure that there is a Chromium to drive; a refusal says how to get one. */
export async function ensureChromium() {
  if (hasChromium()) return;
  if (canInstall()) await aptInstall('chromium');
  if (!hasChromium()) {
    throw new Refusal(
      'The journeys need a Chromium: install one with "npx playwright install chromium" or from your system’s packages.',
    );
  }
}

/** The DICOM validator is a second opinion on what is written; without it those tests skip. */
export async function ensureDicomValidators() {
  if (onPath('dciodvfy')) return;
  if (canInstall()) await aptInstall('dicom3tools');
  if (!onPath('dciodvfy')) {
    console.log(
      'skipping  the tests that ask dciodvfy about written DICOM files: dicom3tools is not installed.',
    );
  }
}

/** Where Debian's Chromium has its graphics card in software, which our own tests use as one. */
const softwareGpu = '/usr/lib/chromium/vk_swiftshader_icd.json';

/** Networks are also run on a graphics card, in software at least; without one those tests skip. */
export async function ensureSoftwareGpu() {
  if (hasSoftwareGpu()) return;
  if (canInstall()) await aptInstall('chromium', 'libvulkan1');
  if (!hasSoftwareGpu()) {
    console.log(
      'skipping  the tests of networks on a graphics card in software: libvulkan1 or Debian’s chromium is not installed.',
    );
  }
}

/** The same search that the journeys use; it throws where there is none. */
function hasChromium() {
  const search = join(root, 'electron/testing/find-chromium.ts');
  const code = `(await import(process.argv[1])).chromiumPath()`;
  const args = ['--input-type=module', '-e', code, search];
  return spawnSync(projectNode, args, { cwd: root, stdio: 'ignore' }).status === 0;
}

/** Root on Debian or a system made from it. */
function canInstall() {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get');
}

/** The driver, and the loader that finds it. */
function hasSoftwareGpu() {
  const loaders = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' });
  return existsSync(softwareGpu) && `${loaders.stdout}`.includes('libvulkan.so.1');
}

async function aptInstall(...names) {
  console.log(`Installing ${names.join(' and ')} with apt-get…`);
  const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  const install = ['apt-get', 'install', '-y', '--no-install-recommends', ...names];
  if ((await run(install, quiet)) === 0) return;
  await run(['apt-get', 'update'], quiet);
  await run(install, quiet);
}

function onPath(program) {
  const find = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(find, [program], { stdio: 'ignore' }).status === 0;
}
