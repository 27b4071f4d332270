import { readFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { experiments } from '#contract/procedures/experiments.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { Store } from '#engine/store/store.ts';
import { backboneOf } from '#native/architectures/backbone-size.ts';
import { networkParameters } from '#native/architectures/network.ts';
import { matchWeights } from '#native/learning/weights/match-weights.ts';
import { parseWeightFile } from '#native/learning/weights/parse-weight-file.ts';
import type { TrainingTasks } from './training-tasks.ts';

type Names = Extract<keyof typeof experiments, `weights.${string}`>;

interface Services {
  readonly store: Store;
  readonly run: RunTask<TrainingTasks>;
}

/** The study's edge of the input; parameters do not depend on it where an input is allowed. */
const studyInput = 96;
const studyFeatures = 10;

export function weightsHandlers({ store, run }: Services): Handlers<Names> {
  return {
    'weights.list': async () => store.weights.list(),

    'weights.import': async ({ path }, call) => {
      const who = personOf(call);
      if (!isAbsolute(path)) throw new AppError('not-found', { what: 'weights', id: path });
      const { objects } = store.folders;
      const options = { signal: call.signal, pool: 'bulk' } as const;
      const file = await run('import-weights', { path, objects }, options);
      return store.transaction(() => {
        const stored = store.weights.add(file);
        const details = { sha256: stored.sha256, tensors: stored.tensors };
        store.audit.append({ who, action: 'weights-imported', subject: stored.id, details });
        return stored;
      });
    },

    'weights.report': async ({ weightsId, network, width }) => {
      const file = store.weights.get(weightsId);
      if (!file) throw new AppError('not-found', { what: 'weights', id: weightsId });
      const { tensors } = parseWeightFile(await readFile(store.objectPath(file.sha256)));
      const backbone = backboneOf(network, width, studyInput);
      const spec = { backbone, fusion: 'concat', radiomicsCount: studyFeatures } as const;
      const parameters = networkParameters(spec, studyInput);
      const { report } = matchWeights(tensors, parameters);
      return {
        matched: [...report.matched],
        missing: [...report.missing],
        unexpected: [...report.unexpected],
        ignored: [...report.ignored],
        shapeDiffers: report.shapeDiffers.map((one) => ({
          name: one.name,
          file: [...one.file],
          network: [...one.network],
        })),
      };
    },
  };
}
