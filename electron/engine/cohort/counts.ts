import type { Counts } from '#contract/procedures/cohort.ts';

/** How many there are, by pathology. */
export function countsOf(patients: readonly { readonly label: 0 | 1 | null }[]): Counts {
  const of = (label: 0 | 1 | null): number =>
    patients.filter((patient) => patient.label === label).length;
  return { n: patients.length, positives: of(1), negatives: of(0), unknown: of(null) };
}
