import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyUnread } from './why-unread.ts';

test.each([
  [tmpdir(), 'it is a folder; name a file'],
  [join(tmpdir(), 'nodewise-nowhere', 'scores.csv'), 'there is no such file'],
  [join(import.meta.filename, 'scores.csv'), 'there is no such file'],
])('what the file system says of %s is told in words', (path, words) => {
  let said: unknown;
  try {
    readFileSync(path);
  } catch (error) {
    said = error;
  }
  expect(whyUnread(said)).toBe(words);
});
