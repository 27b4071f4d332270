import { expect, test } from 'vitest';
import { recentBytes } from './recent-bytes.ts';

/** Counts how often each key was made. */
function counting(maxBytes: number) {
  const made: string[] = [];
  const recent = recentBytes(maxBytes);
  const ask = (key: string, size = 4) =>
    recent(key, async () => {
      made.push(key);
      return new Uint8Array(size);
    });
  return { made, ask };
}

test('asking twice, also at once, makes it once', async () => {
  const { made, ask } = counting(8);
  const [first, second] = await Promise.all([ask('a'), ask('a')]);
  expect(second).toBe(first);
  expect(await ask('a')).toBe(first);
  expect(made).toEqual(['a']);
});

test('what was used longest ago goes first when there is too much', async () => {
  const { made, ask } = counting(8);
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await ask(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('what alone is too much is answered and not kept', async () => {
  const { made, ask } = counting(8);
  expect(await ask('large', 9)).toHaveLength(9);
  await ask('large', 9);
  expect(made).toEqual(['large', 'large']);
});

test('a failure is not kept', async () => {
  const recent = recentBytes(8);
  await expect(recent('a', () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(await recent('a', async () => Uint8Array.of(1))).toEqual(Uint8Array.of(1));
});
