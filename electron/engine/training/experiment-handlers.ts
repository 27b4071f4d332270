import { AppError } from '#contract/errors.ts';
import type { experiments } from '#contract/procedures/experiments.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import { createExperiment, experimentOf } from './create-experiment.ts';
import { estimateRun } from './estimate-run.ts';
import type { LaneServices, RunLane } from './run-lane.ts';
import { pretrainedAmong, studyGrid, trainingPresets } from './training-presets.ts';

type Names = Extract<keyof typeof experiments, `experiments.${string}`>;

export interface ExperimentServices extends LaneServices {
  readonly lane: RunLane;
  readonly resourcesDir: string;
}

/** Lines of a log that are shown. */
const shownLines = 500;

export function experimentHandlers(services: ExperimentServices): Handlers<Names> {
  const { store, lane, changes, version, resourcesDir } = services;
  const presets = trainingPresets(resourcesDir);
  const requireRun = (id: string): void => {
    if (!store.runs.get(id)) throw new AppError('not-found', { what: 'run', id });
  };

  return {
    'experiments.presets': async () => [...presets()],

    'experiments.grid': async ({ preset: id }) => {
      const preset = presets().find((one) => one.id === id);
      if (!preset) throw new AppError('not-found', { what: 'preset', id });
      return studyGrid(preset, pretrainedAmong(store.weights.list()));
    },

    'experiments.list': async () =>
      store.experiments.list().map(({ id }) => experimentOf(store, id, lane.present)),

    'experiments.create': async (order, call) => {
      const person = personOf(call);
      const id = createExperiment(store, order, { person, codeVersion: version });
      for (const run of store.runs.ofExperiment(id)) lane.start(run.id, person);
      changes.publish('experiments');
      return experimentOf(store, id, lane.present);
    },

    'experiments.estimate': async ({ settings }) => estimateRun(store, settings),

    'experiments.resume': async ({ runId }, call) => lane.start(runId, personOf(call)),
    'experiments.pause': async ({ runId }) => lane.stop(runId, 'paused'),
    'experiments.cancel': async ({ runId }) => lane.stop(runId, 'cancelled'),
    'experiments.watch': (_input, call) => lane.watch(call.signal),

    'experiments.log': async ({ runId }) => {
      requireRun(runId);
      return store.runs.lines(runId, shownLines);
    },

    'experiments.keep': async ({ runId }) => {
      requireRun(runId);
      throw new AppError('model-unfit', { reason: 'its head has no intervals yet' });
    },
  };
}
