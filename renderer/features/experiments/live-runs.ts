import type { Experiment, Run, runEvent } from '#contract/procedures/experiments.ts';
import type { z } from 'zod';

type RunEvent = z.output<typeof runEvent>;

/** Losses of one step, placed on the axis of epochs. */
export interface StepPoint {
  /** Epochs since the start; 2.5 is the middle of the third. */
  readonly at: number;
  readonly crossEntropy: number;
  readonly contrastive: number;
}

/** What the stream has told so far. */
export interface LiveRuns {
  readonly runs: ReadonlyMap<string, Run>;
  /** Steps seen by this window, oldest first. */
  readonly steps: ReadonlyMap<string, readonly StepPoint[]>;
}

export const nothingLive: LiveRuns = { runs: new Map(), steps: new Map() };

/** More steps than this are finer than a screen. */
const keptSteps = 4000;

/** The state after an event. A step of a run that is not known yet changes nothing. */
export function applyEvent(live: LiveRuns, event: RunEvent): LiveRuns {
  if (event.kind === 'run') {
    return { ...live, runs: new Map(live.runs).set(event.run.id, event.run) };
  }
  const run = live.runs.get(event.runId);
  if (!run) return live;
  const { epoch, step, secondsLeft, crossEntropy, contrastive } = event;
  const at = epoch + (run.stepsPerEpoch > 0 ? Math.min(1, step / run.stepsPerEpoch) : 0);
  // A resumed run begins again at its last whole epoch: what came after that did not count.
  const before = (live.steps.get(run.id) ?? []).filter((point) => point.at < at);
  const points = [...before.slice(-keptSteps), { at, crossEntropy, contrastive }];
  return {
    runs: new Map(live.runs).set(run.id, { ...run, epoch, step, secondsLeft }),
    steps: new Map(live.steps).set(run.id, points),
  };
}

/** The listed experiments with their runs as the stream knows them; it is never older. */
export function withLive(
  experiments: readonly Experiment[],
  { runs }: LiveRuns,
): readonly Experiment[] {
  return experiments.map((experiment) => ({
    ...experiment,
    runs: experiment.runs.map((run) => runs.get(run.id) ?? run),
  }));
}

/** Whether the stream tells of a run that is not listed: another window has made it. */
export function missesRun(experiments: readonly Experiment[], { runs }: LiveRuns): boolean {
  const listed = new Set(experiments.flatMap((experiment) => experiment.runs.map(({ id }) => id)));
  return [...runs.keys()].some((id) => !listed.has(id));
}
