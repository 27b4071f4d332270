import { createHash } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { ScoredModel } from '#contract/procedures/evaluation.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import { requireLearning } from '#engine/store/leak-guard.ts';
import type { FittedModel } from '#engine/store/repositories/fitted-model-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { fitClinical } from './fit-clinical.ts';
import { fitRadiomics, type ComputeFeatures } from './fit-radiomics.ts';
import type { FitTasks } from './fit-tasks.ts';
import { lockedCohort, type Member } from './locked-cohort.ts';

export interface FitServices {
  readonly store: Store;
  readonly changes: LibraryChanges;
  readonly run: RunTask<FitTasks>;
  readonly features: ComputeFeatures;
  /** Cases at work side by side. */
  readonly threads: number;
  /** Of the code, stored beside every model. */
  readonly version: string;
}

/** What a way of fitting makes of the members of a cohort. */
export interface FitResult {
  readonly name: string;
  readonly settings: FittedModel['settings'];
  readonly model: unknown;
  readonly scores: readonly { readonly member: Member; readonly probability: number }[];
}

export interface FitOrder {
  readonly cohortId: string;
  readonly kind: Exclude<ScoredModel['kind'], 'network'>;
  readonly person: Person;
}

/** Members of the training set among those that can be learned from, both classes of them. */
export function trainingAmong<T extends Member>(members: readonly T[]): readonly T[] {
  const training = requireLearning(
    members.filter(({ set }) => set === 'training'),
    'training',
  );
  const positives = training.filter(({ label }) => label === 1).length;
  if (Math.min(positives, training.length - positives) < neededOfClass) {
    const facts = { set: 'training', n: training.length, positives, needed: neededOfClass };
    throw new AppError('set-too-small', facts);
  }
  return training;
}

/** Cases of each class without which neither a spread nor a support vector means anything. */
const neededOfClass = 2;

/**
 * Fits a model on the training set of a locked cohort, scores every set, and stores both at once: a
 * fit that was stopped leaves nothing but the features that it computed.
 *
 * @returns The model's id.
 */
export async function fitModel(
  services: FitServices,
  { cohortId, kind, person }: FitOrder,
  control: JobControl,
): Promise<string> {
  const { store, changes, version } = services;
  const { members, lock } = lockedCohort(store, cohortId);
  const { name, settings, model, scores } =
    kind === 'clinical'
      ? fitClinical(members)
      : await fitRadiomics(services, { members, person }, control);
  control.signal.throwIfAborted();
  const identity = canonicalJson({ kind, settings, cohort: lock.hash });
  const settingsHash = createHash('sha256').update(identity).digest('hex');
  const id = store.transaction(() => {
    const added = store.fittedModels.add({
      ...{ cohortId, kind, name, settings, settingsHash, model },
      ...{ codeVersion: version, personId: person.id },
      scores: scores.map(({ member: { code, set }, probability }) => ({
        ...{ code, set },
        score: probability,
      })),
    });
    const details = { cohortId, kind, settingsHash, scores: scores.length };
    store.audit.append({ who: person, action: 'model-fitted', subject: added, details });
    return added;
  });
  changes.publish('evaluations');
  return id;
}
