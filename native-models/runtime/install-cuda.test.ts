import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installCuda } from './install-cuda.ts';

const here = `${process.platform}/${process.arch}`;
const onLinux = test.skipIf(here !== 'linux/x64');
let packageFolder: string;

beforeEach(() => {
  packageFolder = mkdtempSync(join(tmpdir(), 'nodewise-cuda-'));
  mkdirSync(join(packageFolder, 'script'));
});
afterEach(() => rmSync(packageFolder, { recursive: true }));

/** The package's script, as another program would be: what it prints, and how it ends. */
function script(source: string): void {
  writeFileSync(join(packageFolder, 'script/install.js'), source);
}

onLinux('without a network it is a sentence, no stack', async () => {
  // A name that is reserved for never being found (RFC 2606).
  script(`require('node:https').get('https://nuget.invalid/v3/index.json')`);
  const { outcome, detail } = await installCuda({ packageFolder, onLine: () => undefined });
  expect(outcome).toBe('offline');
  expect(detail).toMatch(/^Error: getaddrinfo .* nuget\.invalid$/);
});

onLinux('says what is fetched, and fetches nothing twice', async () => {
  script(`
    const { mkdirSync, writeFileSync } = require('node:fs');
    const folder = require('node:path').join(__dirname, '../bin/napi-v6/linux/x64');
    console.log('Downloading ' + process.env.ONNXRUNTIME_NODE_INSTALL);
    mkdirSync(folder, { recursive: true });
    writeFileSync(folder + '/libonnxruntime_providers_cuda.so', '');
  `);
  const lines: string[] = [];
  const options = { packageFolder, onLine: (line: string) => lines.push(line) };
  const folder = join(packageFolder, 'bin/napi-v6/linux/x64');
  expect(await installCuda(options)).toEqual({ outcome: 'installed', detail: folder });
  expect(await installCuda(options)).toEqual({ outcome: 'already-installed', detail: folder });
  expect(lines).toEqual(['Downloading cuda12']);
});

onLinux('another failure keeps its own words', async () => {
  script(`throw new Error('No package exists for this version')`);
  const result = await installCuda({ packageFolder, onLine: () => undefined });
  expect(result).toEqual({
    outcome: 'failed',
    detail: 'Error: No package exists for this version',
  });
});

test.skipIf(here === 'linux/x64')('elsewhere there is nothing to fetch', async () => {
  const result = await installCuda({ packageFolder, onLine: () => undefined });
  expect(result).toEqual({ outcome: 'not-for-this-system', detail: here });
});
