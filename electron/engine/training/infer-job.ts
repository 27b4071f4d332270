import { availableParallelism } from 'node:os';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { Run } from '#contract/procedures/experiments.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import type { ExperimentRadiomics } from '#engine/store/repositories/experiment-repository.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { caseProblems } from './case-problems.ts';
import { preparedFile } from './prepare-experiment.ts';
import { runInProcess } from './run-process.ts';
import { fusedFeatures } from './select-radiomics.ts';
import { runFolderOf, type TrainServices } from './train-job.ts';
import type { OrderedCase } from './train-order.ts';

/** A case of the library with the mask that a network shall look at. */
interface Asked {
  readonly caseId: string;
  readonly imageSha256: string;
  readonly mask: StoredMask;
}

/**
 * Predicts every case of the library that has a mask by the selected weights of a run. Each prediction
 * is stored as soon as it is there; what is stored of the same mask is not computed again.
 *
 * @throws AppError run-not-done; model-unfit when features are computed otherwise by now; at the end
 *   cases-unusable with those that could not be predicted.
 */
export async function inferJob(
  services: TrainServices,
  { run, person }: { readonly run: Run; readonly person: Person },
  control: JobControl,
): Promise<void> {
  const { store, trainEntry, version } = services;
  const radiomics = store.experiments.get(run.experimentId)?.radiomics;
  if (run.state !== 'done' || !run.best || !radiomics) {
    throw new AppError('run-not-done', { runId: run.id, state: run.state });
  }
  const asked = missing(store, run.id);
  const cases: OrderedCase[] = [];
  const problems = caseProblems(store);
  for (const [n, one] of asked.entries()) {
    control.signal.throwIfAborted();
    control.report(null, `case ${n + 1} of ${asked.length}: features and image`);
    await problems.attempt(one.caseId, async () => {
      cases.push(await orderedCase(services, { ...one, run, person, radiomics }, control));
    });
  }
  if (cases.length === 0) {
    problems.throwIfAny();
    return;
  }
  const masks = new Map(asked.map(({ caseId, mask }) => [caseId, mask.id]));
  await runInProcess(
    {
      ...{ settings: run.settings, settingsHash: '', codeVersion: version, cases, weights: null },
      folder: runFolderOf(store, run.id),
      radiomicsCount: radiomics.columns.length,
      selected: run.best,
      threads: availableParallelism(),
    },
    {
      entry: trainEntry,
      signal: control.signal,
      onMessage: (message) => {
        if (message.kind !== 'predicted') return;
        const { id, probability, done, total } = message;
        store.inferences.add(run.id, { caseId: id, maskId: masks.get(id) ?? '', probability });
        control.report(done / total, `case ${done} of ${total}`);
      },
    },
  );
  problems.throwIfAny();
}

/** Cases whose newest mask has no prediction of the run yet. */
function missing(store: Store, runId: string): Asked[] {
  const known = new Set(
    store.inferences.ofRun(runId).map(({ caseId, maskId }) => `${caseId} ${maskId}`),
  );
  return store.cases.list(unblindedViewer).flatMap(({ id: caseId }) => {
    const volume = store.cases.volume(caseId);
    const mask = store.masks.newest(caseId, unblindedViewer);
    if (!volume || !mask || known.has(`${caseId} ${mask.id}`)) return [];
    return [{ caseId, imageSha256: volume.sha256, mask }];
  });
}

async function orderedCase(
  services: TrainServices,
  order: Asked & {
    readonly run: Run;
    readonly person: Person;
    readonly radiomics: ExperimentRadiomics;
  },
  control: JobControl,
): Promise<OrderedCase> {
  const { caseId, imageSha256, mask, run, person, radiomics } = order;
  const quiet = { ...control, report: () => undefined };
  const set = await services.features({ mask, person }, quiet);
  if (set.settingsHash !== radiomics.settingsHash) {
    const reason = 'its features were computed under settings that this program no longer has';
    throw new AppError('model-unfit', { reason });
  }
  const value = new Map(set.values.map((feature) => [feature.column, feature.value]));
  const row = radiomics.columns.map((column) => value.get(column) ?? Number.NaN);
  return {
    // Neither is looked at where nothing is learned.
    ...{ id: caseId, set: 'test-1', label: 0, auxiliary: {} },
    file: await preparedFile(services, { caseId, imageSha256, maskId: mask.id }, control),
    radiomics: fusedFeatures(
      { ...radiomics, values: { [caseId]: row } },
      caseId,
      run.settings.radiomics,
    ),
  };
}
