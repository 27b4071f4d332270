import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { Outcome } from '#contract/procedures/cases.ts';
import type { Person } from '#contract/people.ts';
import type { Run } from '#contract/procedures/experiments.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import { auditRefusals, requireUntested } from '#engine/store/leak-guard.ts';
import type { RunPrediction } from '#engine/store/repositories/run-repository.ts';
import type { Store } from '#engine/store/store.ts';
import {
  prepareExperiment,
  type PreparedExperiment,
  type PrepareServices,
} from './prepare-experiment.ts';
import { runInProcess } from './run-process.ts';
import { fusedFeatures } from './select-radiomics.ts';
import { aucOfSets, learningHospitals } from './study-sets.ts';
import type { OrderedCase, TrainMessage, TrainOrder, TrainResult } from './train-order.ts';

export interface TrainServices extends PrepareServices {
  readonly version: string;
  /** Entry of the training process. */
  readonly trainEntry: URL;
}

/** Trains a run, or the rest of it, and stores what its selected weights say of every case. */
export async function trainJob(
  services: TrainServices,
  { run, person }: { readonly run: Run; readonly person: Person },
  control: JobControl,
  onMessage: (message: TrainMessage) => void,
): Promise<NonNullable<Run['best']>> {
  const { store, version, trainEntry } = services;
  const { experimentId } = run;
  const about = { who: person, subject: experimentId };
  const prepared = await auditRefusals(store, about, () => {
    // A cohort may have been locked since the sets were drawn.
    requireUntested(store, learningHospitals(store, experimentId), 'training');
    return prepareExperiment(services, { experimentId, person }, control);
  });
  const order = orderOf(store, run, prepared);
  mkdirSync(order.folder, { recursive: true });
  const result = await auditRefusals(store, about, () =>
    runInProcess(
      { ...order, codeVersion: version },
      { entry: trainEntry, signal: control.signal, onMessage },
    ),
  );
  return storeResult(store, { run, person, prepared }, result);
}

function orderOf(
  store: Store,
  run: Run,
  { cases, radiomics, files }: PreparedExperiment,
): Omit<TrainOrder, 'codeVersion'> {
  const { settings } = run;
  const ordered = cases.map(({ caseId, set, label, imageSha256, maskVersion }) => ({
    member: { id: caseId, set, label, imageSha256, maskVersion },
    ordered: {
      ...{ id: caseId, set, label },
      file: files.get(caseId) ?? '',
      radiomics: fusedFeatures(radiomics, caseId, settings.radiomics),
      auxiliary: auxiliaryOf(store.patients.outcomeOfCase(caseId)),
    } satisfies OrderedCase,
  }));
  const identity = { settings, cases: ordered.map(({ member }) => member), radiomics };
  return {
    settings,
    settingsHash: createHash('sha256').update(canonicalJson(identity)).digest('hex'),
    folder: runFolderOf(store, run.id),
    cases: ordered.map((one) => one.ordered),
    radiomicsCount: radiomics.columns.length,
    weights: startWeightsOf(store, settings.weightsId),
    selected: null,
    threads: availableParallelism(),
  };
}

export function runFolderOf(store: Store, runId: string): string {
  return join(store.folders.runs, runId);
}

function startWeightsOf(store: Store, id: string | null): TrainOrder['weights'] {
  if (id === null) return null;
  const file = store.weights.get(id);
  if (!file) throw new AppError('not-found', { what: 'weights', id });
  return { name: file.name, path: store.objectPath(file.sha256) };
}

/** Patterns whose predominance makes an adenocarcinoma high-grade. */
const highGradePatterns = /solid|micropapillary/;

/**
 * What the auxiliary heads learn: invasion, poor differentiation against the rest, a high-grade
 * pattern against the rest, and the solid diameter in cm.
 */
function auxiliaryOf(outcome: Outcome | undefined): OrderedCase['auxiliary'] {
  if (!outcome) return {};
  const { lymphovascularInvasion, grade, histology, solidDiameterCm } = outcome;
  return {
    ...(lymphovascularInvasion !== null && { fc1: Number(lymphovascularInvasion) }),
    ...(grade !== null && { fc2: Number(grade === '3') }),
    ...(histology !== null && { fc3: Number(highGradePatterns.test(histology)) }),
    ...(solidDiameterCm !== null && { fc4: solidDiameterCm }),
  };
}

function storeResult(
  store: Store,
  {
    run,
    person,
    prepared,
  }: { readonly run: Run; readonly person: Person; readonly prepared: PreparedExperiment },
  { best, predicted }: TrainResult,
): NonNullable<Run['best']> {
  const byId = new Map(predicted.map(({ id, probability }) => [id, probability]));
  const predictions = prepared.cases.map(({ caseId, set, label }): RunPrediction => {
    const probability = byId.get(caseId);
    if (probability === undefined) throw new Error('a case of the run was not predicted');
    return { caseId, set, label, probability };
  });
  const sets = aucOfSets(predictions.map(({ probability: score, ...one }) => ({ ...one, score })));
  store.transaction(() => {
    store.runs.setPredictions(run.id, predictions);
    store.audit.append({
      who: person,
      action: 'run-trained',
      subject: run.id,
      details: { experimentId: run.experimentId, settingsHash: run.settingsHash, ...best },
    });
  });
  return { ...best, sets };
}
