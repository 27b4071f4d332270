import { flipRuns } from '#contract/mask-runs.ts';
import { expect, test } from 'vitest';
import { flipsTo, storedHistory, withMore, withStep, type EditHistory } from './edit-history.ts';

const empty: EditHistory = { steps: [], cursor: 0 };
const flips = (name: string, ...runs: number[]) => ({
  name,
  slices: [0],
  voxels: runs[1],
  runs: Uint32Array.from(runs),
});

test('going back and forth over 150 steps restores every mask exactly', () => {
  const mask = new Uint8Array(600);
  let history = empty;
  const seen = [mask.slice()];
  for (let n = 0; n < 150; n++) {
    const step = flips(`brush, slice ${n}`, (n * 37) % 590, 1 + (n % 9));
    flipRuns(mask, step.runs);
    history = withStep(history, step);
    seen.push(mask.slice());
  }
  expect(history.cursor).toBe(150);
  for (const cursor of [149, 0, 73, 150, 12, 149]) {
    for (const runs of flipsTo(history, cursor) ?? []) flipRuns(mask, runs);
    history = { ...history, cursor };
    expect(mask).toEqual(seen[cursor]);
  }
});

test('a new step after undo drops what could be redone', () => {
  const three = ['a', 'b', 'c'].reduce((h, name) => withStep(h, flips(name, 0, 1)), empty);
  const history = withStep({ ...three, cursor: 1 }, flips('d', 0, 1));
  expect(history.steps.map((step) => step.name)).toEqual(['a', 'd']);
  expect(history.cursor).toBe(2);
});

test('a long stroke stays one step, undone as a whole', () => {
  let history = withStep(empty, flips('brush', 0, 4));
  history = withMore(history, { ...flips('brush', 2, 4), slices: [3] });
  expect(history.steps).toHaveLength(1);
  expect(history.steps[0]).toMatchObject({ slices: [0, 3], voxels: 8 });
  const mask = Uint8Array.of(1, 1, 0, 0, 1, 1);
  for (const runs of flipsTo(history, 0) ?? []) flipRuns(mask, runs);
  expect([...mask]).toEqual([0, 0, 0, 0, 0, 0]);
});

test('steps of an earlier session are asked of the engine', () => {
  const earlier = { number: 1, name: 'brush', slices: [4], voxels: 9, at: '2026-01-01T00:00:00Z' };
  const history = withStep(storedHistory([earlier], 1), flips('eraser', 0, 1));
  expect(flipsTo(history, 1)).toHaveLength(1);
  expect(flipsTo(history, 0)).toBeNull();
});
