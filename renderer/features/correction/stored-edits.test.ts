import { flipRuns } from '#contract/mask-runs.ts';
import { expect, test } from 'vitest';
import type { PendingEdit } from './save-queue.ts';
import { storedEdits } from './stored-edits.ts';

const step = (from: number, start: number, length: number, continues = false): PendingEdit => ({
  kind: 'step',
  name: 'brush',
  from,
  to: continues ? from : from + 1,
  continues,
  runs: [Uint32Array.of(start, length)],
});

/** A stroke, more of the same stroke, and another one, made on a mask with voxel 9 set. */
const edits = [step(4, 0, 3), step(5, 3, 2, true), step(5, 7, 1)];

function maskAfter(count: number): Uint8Array {
  const mask = new Uint8Array(10);
  mask[9] = 1;
  for (const edit of edits.slice(0, count)) for (const runs of edit.runs) flipRuns(mask, runs);
  return mask;
}

test.each([
  { count: 0, cursor: 4 },
  { count: 1, cursor: 5 },
  { count: 2, cursor: 5 },
  { count: 3, cursor: 6 },
])('an engine that journaled $count of three edits is recognised', ({ count, cursor }) => {
  const screen = maskAfter(3);
  expect(storedEdits(screen, edits, { cursor, mask: maskAfter(count) })).toBe(count);
  expect(screen).toEqual(maskAfter(3));
});

test('a draft that somebody else changed is not mistaken for ours', () => {
  const other = maskAfter(1);
  other[6] = 1;
  expect(storedEdits(maskAfter(3), edits, { cursor: 5, mask: other })).toBeNull();
  expect(storedEdits(maskAfter(3), edits, { cursor: 8, mask: maskAfter(3) })).toBeNull();
});
