import type { CohortPlan } from '#contract/procedures/cohort.ts';
import type { SetName } from '#contract/procedures/experiments.ts';
import { requireLearning } from '#engine/store/leak-guard.ts';
import { splitAsPublished, splitPairs } from '#native/evaluation/matching/split.ts';
import { seededRandom } from '#native/numeric/random.ts';
import type { Pair } from './pair-up.ts';
import type { Screened } from './screen.ts';

/**
 * Splits development patients into those that train and those that validate.
 *
 * Without pairs each class is split by itself, whatever the method.
 *
 * @param pairs Null where patients are not matched.
 * @returns The set of each patient by code.
 * @throws AppError test-set-touched when a test patient is among them.
 */
export function splitSets(
  patients: readonly Screened[],
  pairs: readonly Pair[] | null,
  { method, share, seed }: CohortPlan['split'],
): ReadonlyMap<string, SetName> {
  requireLearning(
    patients.flatMap(({ part }) => (part ? [{ set: part }] : [])),
    'splitting',
  );
  const random = seededRandom(seed);
  if (pairs !== null && method === 'pair') {
    const { training, validation } = splitPairs(pairs, share, random);
    return named(training.flatMap(bothOf), validation.flatMap(bothOf));
  }
  const members = pairs === null ? patients : pairs.flatMap(bothOf);
  const { cases, controls } = splitAsPublished(
    {
      cases: members.filter(({ label }) => label === 1),
      controls: members.filter(({ label }) => label === 0),
    },
    share,
    random,
  );
  return named(
    [...cases.training, ...controls.training],
    [...cases.validation, ...controls.validation],
  );
}

function bothOf({ positive, negative }: Pair): Screened[] {
  return [positive, negative];
}

function named(
  training: readonly Screened[],
  validation: readonly Screened[],
): ReadonlyMap<string, SetName> {
  return new Map([
    ...training.map(({ code }) => [code, 'training'] as const),
    ...validation.map(({ code }) => [code, 'validation'] as const),
  ]);
}
