import { expect, test } from 'vitest';
import { restartDelayMs } from './restart-policy.ts';

test('the first crash is answered at once, the next ones slower, the sixth not at all', () => {
  const crashes = [0, 1000, 2000, 3000, 4000, 5000];
  expect(crashes.map((_, i) => restartDelayMs(crashes.slice(0, i + 1)))).toEqual([
    0,
    250,
    500,
    1000,
    2000,
    null,
  ]);
});

test('crashes of more than a minute ago are forgiven', () => {
  expect(restartDelayMs([0, 1, 2, 3, 4, 5, 70_000])).toBe(0);
});
