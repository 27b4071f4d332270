import type { Experiment, Run } from '#contract/procedures/experiments.ts';
import { expect, test } from 'vitest';
import { applyEvent, missesRun, nothingLive, withLive } from './live-runs.ts';

const run = (id: string, changes: Partial<Run> = {}): Run =>
  ({ id, experimentId: 'e1', epoch: 0, step: 0, stepsPerEpoch: 4, ...changes }) as Run;
const experiment = (...runs: Run[]): Experiment => ({ id: 'e1', runs }) as unknown as Experiment;
const step = (at: { readonly epoch: number; readonly step: number }) =>
  ({
    kind: 'step',
    runId: 'r1',
    ...at,
    crossEntropy: 0.7,
    contrastive: 2,
    secondsLeft: 30,
  }) as const;
const known = applyEvent(nothingLive, { kind: 'run', run: run('r1') });

test('a step moves its run on and stands on the axis of epochs', () => {
  const live = applyEvent(known, step({ epoch: 2, step: 1 }));
  expect(live.runs.get('r1')).toMatchObject({ epoch: 2, step: 1, secondsLeft: 30 });
  expect(live.steps.get('r1')).toEqual([{ at: 2.25, crossEntropy: 0.7, contrastive: 2 }]);
});

test('a run that goes on from its last whole epoch replaces the steps after it', () => {
  const places = [
    { epoch: 0, step: 4 },
    { epoch: 1, step: 1 },
    { epoch: 1, step: 2 },
    { epoch: 1, step: 1 },
  ];
  const live = places.reduce((state, at) => applyEvent(state, step(at)), known);
  expect(live.steps.get('r1')?.map(({ at }) => at)).toEqual([1, 1.25]);
});

test('a step of an unknown run changes nothing', () => {
  expect(applyEvent(nothingLive, step({ epoch: 0, step: 1 }))).toBe(nothingLive);
});

test('what the stream told stands in place of what was listed', () => {
  const listed = [experiment(run('r1'), run('r2'))];
  const live = applyEvent(known, { kind: 'run', run: run('r1', { state: 'done' }) });
  expect(withLive(listed, live)[0].runs.map(({ state }) => state)).toEqual(['done', undefined]);
});

test('a run of another window is noticed', () => {
  expect(missesRun([experiment(run('r1'))], known)).toBe(false);
  expect(missesRun([experiment(run('r2'))], known)).toBe(true);
});
