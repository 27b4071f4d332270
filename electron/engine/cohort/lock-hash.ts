import { createHash } from 'node:crypto';
import type { CohortPatient } from '#contract/procedures/cohort.ts';
import { setName } from '#contract/procedures/experiments.ts';
import { canonicalJson } from '#engine/store/canonical-json.ts';

/**
 * SHA-256 of the pair list and the sets, by pseudonym: two cohorts have the same hash when the same
 * patients are in the same pairs and sets with the same pathology.
 */
export function lockHash(patients: readonly CohortPatient[]): string {
  const paired = patients.filter(({ pair }) => pair !== null);
  const inPair = (label: 0 | 1) => (a: CohortPatient) => a.label === label;
  const pairs = [...Map.groupBy(paired, ({ pair }) => pair as number)]
    .sort(([a], [b]) => a - b)
    .map(([pair, both]) => ({
      pair,
      positive: both.find(inPair(1))?.code,
      negative: both.find(inPair(0))?.code,
    }));
  const sets = setName.options.map((set) => ({
    set,
    patients: patients
      .filter(({ standing }) => standing === set)
      .map(({ code, label }) => ({ code, label })),
  }));
  return createHash('sha256').update(canonicalJson({ pairs, sets })).digest('hex');
}
