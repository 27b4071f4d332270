import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { Outcome } from '#contract/procedures/cases.ts';
import type { Experiment, RunSettings, SetName } from '#contract/procedures/experiments.ts';
import { requireUntested } from '#engine/store/leak-guard.ts';
import type { ExperimentCase } from '#engine/store/repositories/experiment-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { batchSizes } from '#native/learning/sampling.ts';
import { cohortMembers, memberFacts, type ExperimentMembers } from './cohort-members.ts';
import { drawSets, type Candidate } from './draw-sets.ts';

interface Order {
  readonly name: string;
  readonly seed: number;
  readonly runs: readonly { readonly name: string; readonly settings: RunSettings }[];
  /** Of a locked cohort. */
  readonly cohortId?: string | undefined;
}

/**
 * Sets that a run cannot do without, and the cases of each class that they need: pairs to contrast
 * in training, an AUC at all in validation.
 */
const neededOfClass = { training: 2, validation: 1 } as const;
type NeededSet = keyof typeof neededOfClass;
const neededSets = Object.keys(neededOfClass) as readonly NeededSet[];

/**
 * Stores an experiment with its runs, queued; its sets are a locked cohort's, or drawn now.
 *
 * @throws AppError set-too-small where there is nothing to learn from or to select by; not-found or
 *   cohort-not-locked; test-hospital where drawn sets would learn from a locked cohort's test.
 */
export function createExperiment(
  store: Store,
  { name, seed, runs, cohortId }: Order,
  { person, codeVersion }: { readonly person: Person; readonly codeVersion: string },
): string {
  const { cases, leftOut } =
    cohortId === undefined ? drawnMembers(store, seed) : cohortMembers(store, cohortId);
  for (const set of neededSets) requireBothClasses(set, cases);
  const training = cases.filter(({ set }) => set === 'training').length;
  return store.transaction(() => {
    const id = store.experiments.add({
      ...{ name, seed, leftOut: [...leftOut], cases },
      ...{ personId: person.id, cohortId: cohortId ?? null },
    });
    for (const run of runs) {
      const stepsPerEpoch = batchSizes(training, run.settings.batch).length;
      store.runs.add({ ...run, experimentId: id, codeVersion, stepsPerEpoch });
    }
    store.audit.append({
      who: person,
      action: 'experiment-created',
      subject: id,
      details: { seed, cases: cases.length, runs: runs.length, cohortId: cohortId ?? null },
    });
    return id;
  });
}

/** Sizes of the learning sets that would be drawn now; the study's where there are no cases yet. */
export function learningSizes(store: Store): {
  readonly training: number;
  readonly validation: number;
} {
  const { members } = drawSets(
    candidatesOf(store).map(({ candidate }) => candidate),
    0,
  );
  const size = (set: SetName): number => members.filter((member) => member.set === set).length;
  const sizes = { training: size('training'), validation: size('validation') };
  return sizes.training < 2 * neededOfClass.training ? studySizes : sizes;
}

const studySizes = { training: 470, validation: 202 };

/** Sets by hospital and seed. */
function drawnMembers(store: Store, seed: number): ExperimentMembers {
  const found = candidatesOf(store);
  const { members, leftOut } = drawSets(
    found.map(({ candidate }) => candidate),
    seed,
  );
  const setOf = new Map(members.map(({ caseId, set }) => [caseId, set]));
  const learning = found.filter(({ candidate: { caseId } }) => isLearning(setOf.get(caseId)));
  requireUntested(
    store,
    learning.map(({ candidate }) => candidate.hospital),
    'training',
  );
  const cases = found.flatMap(({ candidate, facts }): ExperimentCase[] => {
    const set = setOf.get(candidate.caseId);
    return set && facts ? [{ ...facts, set }] : [];
  });
  return { cases, leftOut: [...leftOut] };
}

function isLearning(set: SetName | undefined): boolean {
  return set === 'training' || set === 'validation';
}

interface Found {
  readonly candidate: Candidate;
  /** All but the set; undefined for a case that can be in none. */
  readonly facts: Omit<ExperimentCase, 'set'> | undefined;
}

/** Cases by code and date of the scan, so that a patient's first scan is the one that counts. */
function candidatesOf(store: Store): Found[] {
  return store.cases.list(unblindedViewer).flatMap(({ id: caseId, hospital }) => {
    const volume = store.cases.volume(caseId);
    if (!volume) return [];
    const label = labelOf(store.patients.outcomeOfCase(caseId)?.pN);
    const facts = label === null ? undefined : memberFacts(store, volume, label);
    const masked = store.masks.newest(caseId, unblindedViewer) !== undefined;
    const { patientId } = volume;
    return { candidate: { caseId, patientId, label, hospital, masked }, facts };
  });
}

function labelOf(pN: Outcome['pN'] | undefined): 0 | 1 | null {
  if (!pN) return null;
  return pN === 'pN+' ? 1 : 0;
}

function requireBothClasses(set: NeededSet, cases: readonly ExperimentCase[]): void {
  const mine = cases.filter((member) => member.set === set);
  const positives = mine.filter(({ label }) => label === 1).length;
  const fewest = Math.min(positives, mine.length - positives);
  const needed = neededOfClass[set];
  if (fewest < needed) {
    throw new AppError('set-too-small', { set, n: mine.length, positives, needed });
  }
}

/** An experiment with its runs as they are shown. */
export function experimentOf(
  store: Store,
  id: string,
  present: (run: Experiment['runs'][number]) => Experiment['runs'][number],
): Experiment {
  const stored = store.experiments.get(id);
  if (!stored) throw new AppError('not-found', { what: 'experiment', id });
  const { radiomics, personId: _, cohortId, ...experiment } = stored;
  return {
    ...experiment,
    cohort: cohortId === null ? null : { id: cohortId, name: store.cohorts.nameOf(cohortId) },
    runs: store.runs.ofExperiment(id).map(present),
    radiomicsOnly: radiomics?.alone ?? [],
  };
}
