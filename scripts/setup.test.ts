import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { electronObstacle } from './electron-binary.mjs';
import { isInstalled } from './setup.mjs';

interface Packages {
  readonly [path: string]: { readonly version?: string; readonly optional?: boolean };
}

/** A project folder with this lock file, and what npm noted as installed. */
function project(wanted: Packages, present?: Packages): string {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-setup-'));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
  if (present) {
    mkdirSync(join(folder, 'node_modules'));
    const noted = JSON.stringify({ packages: present });
    writeFileSync(join(folder, 'node_modules/.package-lock.json'), noted);
  }
  return folder;
}

const wanted: Packages = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/for-another-system': { version: '2.0.0', optional: true },
};

test.each([
  [
    'everything is there but what is for other systems',
    { 'node_modules/a': { version: '1.0.0' } },
    true,
  ],
  ['nothing was ever installed', undefined, false],
  ['a package is missing', {}, false],
  ['a package has another version', { 'node_modules/a': { version: '1.0.1' } }, false],
  [
    'an optional package has another version',
    {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/for-another-system': { version: '1.9.0' },
    },
    false,
  ],
] as const)('when %s', (_what, present, installed) => {
  expect(isInstalled(project(wanted, present))).toBe(installed);
});

test.each([
  [{ platform: 'linux', env: {}, uid: 1000 }, 'there is no display'],
  [{ platform: 'linux', env: { DISPLAY: ':0' }, uid: 0 }, 'root'],
  [{ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' }, uid: 1000 }, undefined],
  [{ platform: 'darwin', env: {}, uid: 501 }, undefined],
  [{ platform: 'win32', env: {}, uid: undefined }, undefined],
])('%o keeps Electron from opening: %s', (machine, obstacle) => {
  const found = electronObstacle(machine);
  if (obstacle === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(obstacle);
});
