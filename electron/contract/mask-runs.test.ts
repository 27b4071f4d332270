import { expect, test } from 'vitest';
import { diffRuns, flipRuns, maskOfRuns, maskRuns, runVoxels, validRuns } from './mask-runs.ts';

const before = Uint8Array.of(0, 1, 1, 0, 0, 1, 0, 1);
const after = Uint8Array.of(1, 1, 0, 1, 0, 1, 0, 0);

test('runs hold exactly the voxels that differ', () => {
  expect([...diffRuns(before, after)]).toEqual([0, 1, 2, 2, 7, 1]);
});

test('flipping the runs does, and flipping them again undoes', () => {
  const mask = before.slice();
  flipRuns(mask, diffRuns(before, after));
  expect(mask).toEqual(after);
  flipRuns(mask, diffRuns(before, after));
  expect(mask).toEqual(before);
});

test('a range limits the comparison, as for one slice', () => {
  expect([...diffRuns(before, after, 1, 4)]).toEqual([2, 2]);
});

test('a mask and its runs are the same thing', () => {
  expect(maskOfRuns(maskRuns(before), before.length)).toEqual(before);
  expect(runVoxels(maskRuns(before))).toBe(4);
});

test.each([
  ['pairs', [1], false],
  ['inside', [6, 3], false],
  ['ascending', [4, 1, 2, 1], false],
  ['disjoint', [1, 3, 3, 1], false],
  ['not empty', [1, 0], false],
  ['good', [1, 2, 3, 5], true],
])('runs from another process must be well formed: %s', (_rule, runs, good) => {
  expect(validRuns(Uint32Array.from(runs), 8)).toBe(good);
});
