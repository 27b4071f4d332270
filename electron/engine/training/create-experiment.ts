import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { Outcome } from '#contract/procedures/cases.ts';
import type { Experiment, RunSettings, SetName } from '#contract/procedures/experiments.ts';
import type { ExperimentCase } from '#engine/store/repositories/experiment-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { batchSizes } from '#native/learning/sampling.ts';
import { drawSets, type Candidate } from './draw-sets.ts';

interface Order {
  readonly name: string;
  readonly seed: number;
  readonly runs: readonly { readonly name: string; readonly settings: RunSettings }[];
}

/**
 * Sets that a run cannot do without, and the cases of each class that they need: pairs to contrast
 * in training, an AUC at all in validation.
 */
const neededOfClass = { training: 2, validation: 1 } as const;
type NeededSet = keyof typeof neededOfClass;
const neededSets = Object.keys(neededOfClass) as readonly NeededSet[];

/**
 * Draws the sets of an experiment and stores it with its runs, queued.
 *
 * @throws AppError set-too-small where there is nothing to learn from or to select by.
 */
export function createExperiment(
  store: Store,
  { name, seed, runs }: Order,
  { person, codeVersion }: { readonly person: Person; readonly codeVersion: string },
): string {
  const found = candidatesOf(store);
  const { members, leftOut } = drawSets(
    found.map(({ candidate }) => candidate),
    seed,
  );
  const setOf = new Map(members.map(({ caseId, set }) => [caseId, set]));
  const cases = found.flatMap(({ candidate, facts }): ExperimentCase[] => {
    const set = setOf.get(candidate.caseId);
    return set && facts ? [{ ...facts, set }] : [];
  });
  for (const set of neededSets) requireBothClasses(set, cases);
  const training = cases.filter(({ set }) => set === 'training').length;
  return store.transaction(() => {
    const experiment = { name, seed, leftOut: [...leftOut], cases, personId: person.id };
    const id = store.experiments.add(experiment);
    for (const run of runs) {
      const stepsPerEpoch = batchSizes(training, run.settings.batch).length;
      store.runs.add({ ...run, experimentId: id, codeVersion, stepsPerEpoch });
    }
    store.audit.append({
      who: person,
      action: 'experiment-created',
      subject: id,
      details: { seed, cases: cases.length, runs: runs.length },
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
    const mask = store.masks.newest(caseId, unblindedViewer);
    const label = labelOf(store.patients.outcomeOfCase(caseId)?.pN);
    const { patientId } = volume;
    return {
      candidate: { caseId, patientId, label, hospital, masked: mask !== undefined },
      facts:
        mask && label !== null
          ? {
              ...{ caseId, label, maskId: mask.id, maskVersion: mask.version },
              imageSha256: volume.sha256,
            }
          : undefined,
    };
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
  const { radiomics, personId: _, ...experiment } = stored;
  return {
    ...experiment,
    runs: store.runs.ofExperiment(id).map(present),
    radiomicsOnly: radiomics?.alone ?? [],
  };
}
