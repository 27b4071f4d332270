import type { CohortPatient, FactName } from '#contract/procedures/cohort.ts';

/** A pair as a row. */
export interface PairRow {
  readonly id: string;
  readonly pair: number;
  readonly positive: CohortPatient;
  readonly negative: CohortPatient;
}

/** The pairs by number; a patient whose partner is not there makes none. */
export function pairRows(patients: readonly CohortPatient[]): readonly PairRow[] {
  const pairs = Map.groupBy(
    patients.filter(({ pair }) => pair !== null),
    ({ pair }) => pair ?? 0,
  );
  return [...pairs]
    .flatMap(([pair, both]): PairRow[] => {
      const positive = both.find(({ label }) => label === 1);
      const negative = both.find(({ label }) => label === 0);
      return positive && negative ? [{ id: String(pair), pair, positive, negative }] : [];
    })
    .toSorted((a, b) => a.pair - b.pair);
}

/** pN+ minus pN-, or null where one of the two is not recorded. */
export function pairDifference({ positive, negative }: PairRow, fact: FactName): number | null {
  const [a, b] = [positive.facts[fact], negative.facts[fact]];
  // Measured with few decimals: what is beyond them is rounding of the subtraction.
  return typeof a === 'number' && typeof b === 'number' ? Number((a - b).toFixed(6)) : null;
}

/** Whether the split has put the two into different sets. */
export function isBroken({ positive, negative }: PairRow): boolean {
  return positive.standing !== negative.standing;
}
