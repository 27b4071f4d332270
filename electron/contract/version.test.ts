import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from './version.ts';

test('results carry the version of the package', () => {
  const path = new URL('../../package.json', import.meta.url);
  expect((JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version).toBe(version);
});
