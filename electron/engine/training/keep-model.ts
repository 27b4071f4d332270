import type { Person } from '#contract/people.ts';
import { AppError } from '#contract/errors.ts';
import type { Run, SetName, StoredWeights } from '#contract/procedures/experiments.ts';
import { writeObject } from '#engine/store/object-files.ts';
import type { ExperimentRadiomics } from '#engine/store/repositories/experiment-repository.ts';
import type { Store } from '#engine/store/store.ts';
import type { Model } from '#native/learning/weights/model-file.ts';
import { encodeModelFile } from '#native/learning/weights/model-file.ts';
import { RANDOM_ALGORITHM } from '#native/numeric/random.ts';
import { runFolder } from './run-folder.ts';
import { runFolderOf } from './train-job.ts';

const setNames: Readonly<Record<SetName, string>> = {
  training: 'training',
  validation: 'internal validation (it selected the weights, so this is optimistic)',
  'test-1': 'independent test 1',
  'test-2': 'independent test 2',
};

/**
 * The selected weights of a run that is done, with all that is known about them.
 *
 * @throws AppError run-not-done.
 */
export function modelOfRun(store: Store, runId: string, name: string): Model {
  const run = store.runs.get(runId);
  if (!run) throw new AppError('not-found', { what: 'run', id: runId });
  const experiment = store.experiments.get(run.experimentId);
  if (run.state !== 'done' || !run.best || !experiment?.radiomics) {
    throw new AppError('run-not-done', { runId, state: run.state });
  }
  const { network: backbone, width, inputSize, fusion, auxiliary } = run.settings;
  const isDemo = store.settings.get('demo') === 'yes';
  return {
    card: {
      format: 1,
      name,
      intendedUse: isDemo
        ? 'To show the path from training to a probability. Its number means nothing for a patient.'
        : 'Research on the cohort that it was trained for. Not for decisions about patients.',
      limits: [
        ...(isDemo ? ['Trained on synthetic patients only; no real CT was used.'] : []),
        'The weights were selected by the internal validation set, whose AUC is therefore optimistic.',
        ...selectionLimits(experiment.radiomics),
      ],
      network: { backbone, width, inputSize, fusion, auxiliary },
      radiomics: scales(experiment.radiomics, run.settings.radiomics),
      metrics: run.best.sets.map(({ set, n, auc }) => ({
        name: `AUC, ${setNames[set]} (n = ${n})`,
        value: auc === null ? 'one class only' : auc.toFixed(3),
      })),
      training: recordOf(store, run),
    },
    weights: runFolder(runFolderOf(store, runId)).selected(),
  };
}

/** Stores the model as a file of the library, from where later runs can begin. */
export function keepModel(
  store: Store,
  { runId, name }: { readonly runId: string; readonly name: string },
  who: Person,
): StoredWeights {
  const model = modelOfRun(store, runId, name);
  const { sha256, bytes } = writeObject(store.folders.objects, encodeModelFile(model));
  return store.transaction(() => {
    const tensors = model.weights.size;
    const stored = store.weights.add({ name, format: 'safetensors', sha256, bytes, tensors });
    store.audit.append({
      who,
      action: 'model-kept',
      subject: stored.id,
      details: { runId, sha256 },
    });
    return stored;
  });
}

/** What of the choice of features is not as in the study. */
function selectionLimits({ selection, columns }: ExperimentRadiomics): string[] {
  if (selection !== 'tree') {
    return [
      'The ten features are chosen by the largest standardised mean difference, not by the study’s decision tree.',
    ];
  }
  return columns.length < studyFeatures
    ? [`The decision tree found ${columns.length} features of any importance, fewer than ten.`]
    : [];
}

const studyFeatures = 10;

function scales(
  { columns, mean, sd }: ExperimentRadiomics,
  scaling: Run['settings']['radiomics'],
): Model['card']['radiomics'] {
  return columns.map((column, n) =>
    scaling === 'raw' ? { column, mean: 0, sd: 1 } : { column, mean: mean[n], sd: sd[n] },
  );
}

/** What the weights follow from; cases by the hash of their image and the version of their mask. */
function recordOf(store: Store, run: Run): Record<string, unknown> {
  const { settings, settingsHash, codeVersion, best } = run;
  return {
    ...{ settings, settingsHash, codeVersion, random: RANDOM_ALGORITHM },
    selected: best && { epoch: best.epoch, of: best.of },
    cases: store.experiments
      .cases(run.experimentId)
      .map(({ imageSha256, maskVersion, set, label }) => ({
        imageSha256,
        maskVersion,
        set,
        label,
      })),
  };
}
