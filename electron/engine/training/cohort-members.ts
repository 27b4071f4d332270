import { AppError } from '#contract/errors.ts';
import {
  setName,
  type Experiment,
  type LeftOutReason,
  type SetName,
} from '#contract/procedures/experiments.ts';
import type { CaseVolume } from '#engine/store/repositories/case-repository.ts';
import type { ExperimentCase } from '#engine/store/repositories/experiment-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';

/** Who is in the sets of an experiment, and how many are not and why. */
export interface ExperimentMembers {
  readonly cases: readonly ExperimentCase[];
  readonly leftOut: Experiment['leftOut'];
}

/**
 * The sets of a locked cohort, each patient by the CT that stands for them and its newest mask.
 *
 * @throws AppError not-found or cohort-not-locked.
 */
export function cohortMembers(store: Store, cohortId: string): ExperimentMembers {
  const cohort = store.cohorts.get(cohortId);
  if (!cohort) throw new AppError('not-found', { what: 'cohort', id: cohortId });
  const lock = store.cohorts.lockOf(cohortId);
  if (!lock) throw new AppError('cohort-not-locked', { name: cohort.name });
  const cases: ExperimentCase[] = [];
  const leftOut = new Map<LeftOutReason, number>();
  const leaveOut = (reason: LeftOutReason) => leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
  for (const { standing, label, caseId } of lock.snapshot.patients) {
    const set = asSet(standing);
    const volume = caseId === null ? undefined : store.cases.volume(caseId);
    const facts = volume && label !== null ? memberFacts(store, volume, label) : undefined;
    if (set && facts) cases.push({ ...facts, set });
    else if (!set) leaveOut('not-in-cohort');
    else leaveOut(volume ? 'no-mask' : 'no-ct');
  }
  return { cases, leftOut: [...leftOut].map(([reason, n]) => ({ reason, n })) };
}

function asSet(standing: string): SetName | undefined {
  return setName.options.find((set) => set === standing);
}

/** A case as an experiment remembers it; undefined without a mask. */
export function memberFacts(
  store: Store,
  { caseId, sha256 }: CaseVolume,
  label: 0 | 1,
): Omit<ExperimentCase, 'set'> | undefined {
  const mask = store.masks.newest(caseId, unblindedViewer);
  return mask && { caseId, label, maskId: mask.id, maskVersion: mask.version, imageSha256: sha256 };
}
