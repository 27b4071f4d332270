import type { BalanceRow, FactName } from '#contract/procedures/cohort.ts';
import { balanceRows, type Sides } from './balance-rows.ts';
import { matchingRow } from './matching-row.ts';
import type { Pair } from './pair-up.ts';
import type { Screened } from './screen.ts';

const numbers = ['ageYears', 'diameterCm', 'ctr'] satisfies FactName[];
const text = ['sex', 'density', 'location', 'cT', 'contrast', 'hospital'] satisfies FactName[];

/** How alike pN+ and pN- are before matching and as pairs, in what the study's Table 1 tells. */
export function balanceOf(development: readonly Screened[], pairs: readonly Pair[]): BalanceRow[] {
  const before = sidesOf(development);
  const after = sidesOf(pairs.flatMap(({ positive, negative }) => [positive, negative]));
  return balanceRows({ numbers, text }, before, after).map(({ variable, ...row }) => ({
    // The variables are the facts above.
    fact: variable as FactName,
    ...row,
  }));
}

function sidesOf(patients: readonly Screened[]): Sides {
  const of = (label: 0 | 1) =>
    patients.filter((patient) => patient.label === label).map(({ facts }) => matchingRow(facts));
  return { cases: of(1), controls: of(0) };
}
