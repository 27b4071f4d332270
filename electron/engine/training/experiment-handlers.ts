import { AppError } from '#contract/errors.ts';
import type { experiments, Run } from '#contract/procedures/experiments.ts';
import { auditRefusals } from '#engine/store/leak-guard.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import { createExperiment, experimentOf, learningSizes } from './create-experiment.ts';
import { inferJob } from './infer-job.ts';
import { keepModel } from './keep-model.ts';
import { writeModelFile } from './model-formats.ts';
import { measuredFor } from './measured-rate.ts';
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
  const requireRun = (id: string): Run => {
    const run = store.runs.get(id);
    if (!run) throw new AppError('not-found', { what: 'run', id });
    return run;
  };
  // A case that was removed since keeps its place, not its name.
  const codeOf = (caseId: string): string => store.cases.volume(caseId)?.code ?? '';

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
      const about = { who: person, subject: order.cohortId ?? 'new experiment' };
      const id = await auditRefusals(store, about, () =>
        createExperiment(store, order, { person, codeVersion: version }),
      );
      for (const run of store.runs.ofExperiment(id)) lane.start(run.id, person);
      changes.publish('experiments');
      return experimentOf(store, id, lane.present);
    },

    'experiments.estimate': async ({ settings }, { signal }) => {
      const measured = await measuredFor(store, settings, signal);
      const cases = learningSizes(store);
      const availableBytes = process.availableMemory();
      const options = { signal, pool: 'interactive' } as const;
      return services.run('estimate-run', { settings, cases, measured, availableBytes }, options);
    },

    'experiments.resume': async ({ runId }, call) => lane.start(runId, personOf(call)),
    'experiments.pause': async ({ runId }) => lane.stop(runId, 'paused'),
    'experiments.cancel': async ({ runId }) => lane.stop(runId, 'cancelled'),
    'experiments.watch': (_input, call) => lane.watch(call.signal),

    'experiments.log': async ({ runId }) => {
      requireRun(runId);
      return store.runs.lines(runId, shownLines);
    },

    'experiments.predictions': async ({ runId }) => {
      requireRun(runId);
      return store.runs
        .predictions(runId)
        .map((prediction) => ({ ...prediction, code: codeOf(prediction.caseId) }));
    },

    'experiments.infer': async ({ runId }, call) => {
      const person = personOf(call);
      const run = requireRun(runId);
      if (run.state !== 'done') throw new AppError('run-not-done', { runId, state: run.state });
      const { id: jobId } = services.queue.start({
        kind: 'predict',
        lane: 'training',
        caseId: null,
        title: `Predict every case by ${run.name}`,
        ownerId: person.id,
        run: async (control) => {
          await inferJob(services, { run, person }, control);
          return runId;
        },
      });
      return { jobId };
    },

    'experiments.inferences': async ({ runId }) => {
      requireRun(runId);
      const newest = (caseId: string) => store.masks.newest(caseId, unblindedViewer)?.id;
      return store.inferences
        .ofRun(runId)
        .filter(({ caseId, maskId }) => newest(caseId) === maskId)
        .map(({ caseId, probability }) => ({ caseId, code: codeOf(caseId), probability }));
    },

    'experiments.keep': async (order, call) => {
      const { id } = keepModel(store, order, personOf(call));
      changes.publish('experiments');
      return { modelId: id };
    },
    'experiments.export': async ({ runId, path }) => ({
      bytes: writeModelFile(store, runId, path),
    }),
  };
}
