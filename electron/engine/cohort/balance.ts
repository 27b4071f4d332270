import type { BalanceRow, FactName } from '#contract/procedures/cohort.ts';
import { smdOfContinuous, smdOfProportion, varianceRatio } from '#native/evaluation/balance.ts';
import type { Screened } from './screen.ts';

const continuous = ['ageYears', 'diameterCm', 'ctr'] as const satisfies FactName[];
const categorical = [
  ...(['sex', 'density', 'location', 'cT', 'contrast', 'hospital'] as const),
] satisfies FactName[];

/**
 * How alike pN+ and pN- are before and after matching. A fact that no patient has makes no row;
 * patients without it count in no row of it.
 */
export function balanceOf(before: readonly Screened[], after: readonly Screened[]): BalanceRow[] {
  return [
    ...continuous.flatMap((fact) => continuousRow(fact, before, after)),
    ...categorical.flatMap((fact) =>
      levelsOf(fact, before).map((level) => levelRow({ fact, level }, before, after)),
    ),
  ];
}

function continuousRow(
  fact: FactName,
  before: readonly Screened[],
  after: readonly Screened[],
): BalanceRow[] {
  const first = byLabel(before, (patient) => numberOf(fact, patient));
  const then = byLabel(after, (patient) => numberOf(fact, patient));
  if (first.positive.length + first.negative.length === 0) return [];
  // The spread before is the yardstick of both, so that they can be compared.
  const spread = { a: first.positive, b: first.negative };
  return [
    {
      ...{ fact, level: null },
      before: smdOfContinuous(first.positive, first.negative),
      after: smdOfContinuous(then.positive, then.negative, spread),
      varianceRatioBefore: varianceRatio(first.positive, first.negative),
      varianceRatioAfter: varianceRatio(then.positive, then.negative),
    },
  ];
}

interface Level {
  readonly fact: FactName;
  readonly level: string;
}

function levelRow(
  { fact, level }: Level,
  before: readonly Screened[],
  after: readonly Screened[],
): BalanceRow {
  const difference = (patients: readonly Screened[]): number | null => {
    const { positive, negative } = byLabel(patients, (patient) => levelOf(fact, patient));
    if (positive.length === 0 || negative.length === 0) return null;
    return smdOfProportion(share(level, positive), share(level, negative));
  };
  return {
    ...{ fact, level },
    before: difference(before),
    after: difference(after),
    ...{ varianceRatioBefore: null, varianceRatioAfter: null },
  };
}

function byLabel<T>(
  patients: readonly Screened[],
  valueOf: (patient: Screened) => T | undefined,
): { readonly positive: readonly T[]; readonly negative: readonly T[] } {
  const of = (wanted: 0 | 1): T[] =>
    patients.flatMap((patient) => {
      const value = patient.label === wanted ? valueOf(patient) : undefined;
      return value === undefined ? [] : [value];
    });
  return { positive: of(1), negative: of(0) };
}

function numberOf(fact: FactName, { facts }: Screened): number | undefined {
  const value = facts[fact];
  return typeof value === 'number' ? value : undefined;
}

function levelOf(fact: FactName, { facts }: Screened): string | undefined {
  const value = facts[fact];
  if (value === null) return undefined;
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

function levelsOf(fact: FactName, patients: readonly Screened[]): string[] {
  return [...new Set(patients.flatMap((patient) => levelOf(fact, patient) ?? []))].sort();
}

function share(level: string, values: readonly string[]): number {
  return values.filter((value) => value === level).length / values.length;
}
