import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { FeatureSet } from '#contract/procedures/risk.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import type {
  ExperimentCase,
  ExperimentRadiomics,
} from '#engine/store/repositories/experiment-repository.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { caseProblems } from './case-problems.ts';
import { preparation } from './prepared-case.ts';
import { selectRadiomics, type FeatureTable } from './select-radiomics.ts';
import type { TrainingTasks } from './training-tasks.ts';

export interface PrepareServices {
  readonly store: Store;
  readonly changes: LibraryChanges;
  readonly run: RunTask<TrainingTasks>;
  /** Computes and stores the features of a mask, or gives the stored ones. */
  readonly features: (
    order: { readonly mask: StoredMask; readonly person: Person },
    control: JobControl,
  ) => Promise<FeatureSet>;
  /** Tasks of the worker pool that run side by side. */
  readonly threads: number;
}

export interface PreparedExperiment {
  readonly cases: readonly ExperimentCase[];
  readonly radiomics: ExperimentRadiomics;
  /** File of each case's box around the tumour, by case id. */
  readonly files: ReadonlyMap<string, string>;
}

const preparationHash = createHash('sha256').update(canonicalJson(preparation)).digest('hex');

/**
 * Makes what the runs of an experiment share: features, their selection, and the boxes around the
 * tumours. Each case is stored as soon as it is there; what is stored is not computed again.
 *
 * @throws AppError cases-unusable with all that are, before anything is learned.
 */
export async function prepareExperiment(
  services: PrepareServices,
  order: { readonly experimentId: string; readonly person: Person },
  control: JobControl,
): Promise<PreparedExperiment> {
  const { store } = services;
  const { experimentId } = order;
  const stored = store.experiments.get(experimentId);
  if (!stored) throw new AppError('not-found', { what: 'experiment', id: experimentId });
  const cases = store.experiments.cases(experimentId);
  const radiomics =
    stored.radiomics ?? (await computeRadiomics(services, { ...order, cases }, control));
  const files = new Map<string, string>();
  await everyCase(services, { cases, stage: 'images' }, control, async (member) => {
    files.set(member.caseId, await preparedFile(services, member, control));
  });
  return { cases, radiomics, files };
}

async function computeRadiomics(
  services: PrepareServices,
  order: {
    readonly experimentId: string;
    readonly person: Person;
    readonly cases: readonly ExperimentCase[];
  },
  control: JobControl,
): Promise<ExperimentRadiomics> {
  const { store, changes } = services;
  const { experimentId, person, cases } = order;
  const sets = new Map<string, FeatureSet>();
  const quiet = { ...control, report: () => undefined };
  await everyCase(services, { cases, stage: 'features' }, control, async (member) => {
    const mask = maskOf(store, member);
    sets.set(member.caseId, await services.features({ mask, person }, quiet));
  });
  const [first] = sets.values();
  const table: FeatureTable = {
    columns: first.values.map(({ column }) => column),
    rows: new Map([...sets].map(([id, { values }]) => [id, values.map(({ value }) => value)])),
  };
  const training = cases.filter(({ set }) => set === 'training');
  const { settingsHash, codeVersion } = first;
  const radiomics = { ...selectRadiomics(table, training, cases), settingsHash, codeVersion };
  store.experiments.setRadiomics(experimentId, radiomics);
  changes.publish('experiments');
  return radiomics;
}

/**
 * Does something for every case, as many side by side as there are threads.
 *
 * @throws AppError cases-unusable once all cases were tried.
 */
async function everyCase(
  { store, threads }: Pick<PrepareServices, 'store' | 'threads'>,
  { cases, stage }: { readonly cases: readonly ExperimentCase[]; readonly stage: string },
  control: JobControl,
  work: (member: ExperimentCase) => Promise<void>,
): Promise<void> {
  const waiting = cases.values();
  const problems = caseProblems(store);
  let done = 0;
  const lane = async (): Promise<void> => {
    for (const member of waiting) {
      control.signal.throwIfAborted();
      await problems.attempt(member.caseId, () => work(member));
      done += 1;
      control.report(null, `${stage} ${done} of ${cases.length}`);
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: threads }, lane));
  for (const ending of lanes) if (ending.status === 'rejected') throw ending.reason;
  problems.throwIfAny();
}

/** The file of a case's box around the tumour, computed where there is none. */
export async function preparedFile(
  { store, run }: PrepareServices,
  member: Pick<ExperimentCase, 'caseId' | 'imageSha256' | 'maskId'>,
  { signal }: JobControl,
): Promise<string> {
  const mask = maskOf(store, member);
  const key = {
    imageSha256: member.imageSha256,
    maskSha256: mask.sha256,
    settingsHash: preparationHash,
  };
  const known = store.preparedCases.find(key);
  if (known !== undefined && existsSync(store.objectPath(known))) return store.objectPath(known);
  const volume = store.cases.volume(member.caseId);
  if (!volume) throw new AppError('not-found', { what: 'case', id: member.caseId });
  const { geometry, voxelType } = volume;
  const object = await run(
    'prepare-case',
    {
      volume: { path: store.objectPath(member.imageSha256), geometry, voxelType },
      maskPath: store.objectPath(mask.sha256),
      objects: store.folders.objects,
    },
    { signal, pool: 'bulk' },
  );
  store.preparedCases.add(key, object);
  return store.objectPath(object.sha256);
}

/** The mask version that the experiment was made with. */
function maskOf(store: Store, { maskId }: Pick<ExperimentCase, 'maskId'>): StoredMask {
  const mask = store.masks.get(maskId, unblindedViewer);
  if (!mask) throw new AppError('not-found', { what: 'mask', id: maskId });
  return mask;
}
