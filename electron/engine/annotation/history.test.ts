import { expect, test } from 'vitest';
import { flipRuns, maskRuns, type MaskRuns } from '#contract/mask-runs.ts';
import type { JournalEntry } from '#engine/store/repositories/draft-repository.ts';
import { advance, describeStep, emptyHistory, movedRuns, type History } from './history.ts';

const voxels = 40;
const mask = (...set: number[]): MaskRuns =>
  maskRuns(Uint8Array.from({ length: voxels }, (_, v) => Number(set.includes(v))));

function replay(entries: readonly Omit<JournalEntry, 'entry' | 'at'>[]): History {
  return entries.reduce<History>(
    (history, entry, n) => advance(history, { ...entry, entry: n + 1, at: `t${n + 1}` }),
    emptyHistory,
  );
}
const edit = (step: number, name: string, runs: MaskRuns) =>
  ({ kind: 'edit', step, name, runs }) as const;
const more = (step: number, runs: MaskRuns) =>
  ({ kind: 'continue', step, name: 'Brush', runs }) as const;
const move = (step: number) => ({ kind: 'move', step, name: '', runs: new Uint32Array() }) as const;

function maskAt(history: History, cursor: number): number[] {
  const voxelsNow = new Uint8Array(voxels);
  flipRuns(voxelsNow, movedRuns(history, 0, cursor));
  return [...voxelsNow].flatMap((value, v) => (value ? [v] : []));
}

test('a continued stroke is one step and undoes as one', () => {
  const history = replay([edit(1, 'Brush', mask(1, 2)), more(1, mask(3)), more(1, mask(2, 11))]);
  expect(history.cursor).toBe(1);
  expect(maskAt(history, 1)).toEqual([1, 3, 11]);
  expect(describeStep(history.steps[0], 10)).toEqual({
    number: 1,
    name: 'Brush',
    at: 't3',
    slices: [0, 1],
    voxels: 3,
  });
  expect(maskAt(history, 0)).toEqual([]);
});

test('undo keeps what can be redone until the next edit drops it', () => {
  const drawn = [edit(1, 'A', mask(1)), edit(2, 'B', mask(2)), edit(3, 'C', mask(3)), move(1)];
  const undone = replay(drawn);
  expect([undone.cursor, undone.steps.length]).toEqual([1, 3]);
  expect(maskAt(undone, 3)).toEqual([1, 2, 3]);

  const redrawn = replay([...drawn, edit(2, 'D', mask(9))]);
  expect(redrawn.steps.map(({ name }) => name)).toEqual(['A', 'D']);
  expect(maskAt(redrawn, redrawn.cursor)).toEqual([1, 9]);
  expect(redrawn.entries).toBe(5);
});

test('moving there and back flips the same voxels', () => {
  const history = replay([edit(1, 'A', mask(1, 5)), edit(2, 'B', mask(5, 6))]);
  expect(movedRuns(history, 0, 2)).toEqual(movedRuns(history, 2, 0));
  expect(maskAt(history, 2)).toEqual([1, 6]);
});
