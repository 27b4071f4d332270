import { describe, expect, test } from 'vitest';
import {
  expectAsInR,
  fromR,
  listed,
  statisticsReference,
  type RNumber,
} from '../testing/r-reference.ts';
import { chiSquare, chiSquareOfEqualShares } from './chi-square.ts';
import { fisher } from './fisher.ts';
import { kruskalWallis } from './kruskal-wallis.ts';
import { mcnemar, type PairedCalls } from './mcnemar.ts';

// References: R 4.2.2 (chisq.test, fisher.test, kruskal.test, mcnemar.test, binom.test).

const P = 1e-7;

interface Table {
  readonly name: string;
  readonly table: readonly (readonly number[])[];
  readonly chi2: RNumber;
  readonly df: number;
  readonly p: RNumber;
  readonly chi2_R_default: RNumber;
  readonly p_R_default: RNumber;
  readonly yates_used_by_R_default: boolean;
  readonly expected: readonly (readonly number[])[];
  readonly n_expected_below_5: number;
  readonly cramers_v: RNumber;
  readonly fisher_p: RNumber;
  readonly std_residuals: readonly (readonly number[])[];
}

const chisq = statisticsReference<{
  cases: readonly Table[];
  gof: Readonly<Record<string, { counts: number[]; chi2: RNumber; p: RNumber }>>;
}>('chisq.json');

const hasTest = ({ chi2 }: Table) => !Number.isNaN(fromR(chi2));

// R has no test of a table with an empty line; the product leaves the line out.
test.skipIf(!chisq)('empty lines do not count', () => {
  for (const { table } of chisq?.cases.filter((row) => !hasTest(row)) ?? []) {
    const rows = table.filter((row) => row.some((count) => count > 0));
    const full = rows.map((row) => row.filter((_, j) => rows.some((each) => each[j] > 0)));
    expect(chiSquare(table)?.p).toBe(chiSquare(full)?.p);
  }
});

describe.each(chisq?.cases.filter(hasTest) ?? [])('$name', (row) => {
  const result = chiSquare(row.table);
  if (!result) throw new Error('no result');

  test('chi-square', () => {
    expectAsInR({ what: 'chi-square', actual: result.statistic, expected: row.chi2 });
    expectAsInR({ what: 'p', actual: result.p, expected: row.p, relative: P });
    expectAsInR({ what: 'V', actual: result.cramersV, expected: row.cramers_v });
    expect([result.df, result.expectedBelowFive]).toEqual([row.df, row.n_expected_below_5]);
    expect(result.smallestExpected).toBeCloseTo(Math.min(...row.expected.flat()), 9);
  });

  test('expected counts and residuals', () => {
    for (const [i, line] of row.expected.entries()) {
      for (const [j, expected] of line.entries()) {
        expectAsInR({ what: `expected ${i}, ${j}`, actual: result.expected[i][j], expected });
        expectAsInR({
          what: `residual ${i}, ${j}`,
          actual: result.standardisedResiduals[i][j],
          expected: row.std_residuals[i][j],
        });
      }
    }
  });

  test('Fisher', () => {
    expectAsInR({ what: 'p', actual: fisher(row.table).p, expected: row.fisher_p, relative: P });
  });

  test('with the correction where R makes it', () => {
    const corrected = chiSquare(row.table, { yates: row.yates_used_by_R_default });
    const [actual, p] = [corrected?.statistic ?? null, corrected?.p ?? null];
    expectAsInR({ what: 'chi-square', actual, expected: row.chi2_R_default });
    expectAsInR({ what: 'p', actual: p, expected: row.p_R_default, relative: P });
  });
});

test.skipIf(!chisq).each(Object.entries(chisq?.gof ?? {}))('equal shares of %s', (_name, row) => {
  const result = chiSquareOfEqualShares(row.counts);
  expectAsInR({ what: 'chi-square', actual: result?.statistic ?? null, expected: row.chi2 });
  expectAsInR({ what: 'p', actual: result?.p ?? null, expected: row.p, relative: P });
});

interface Groups {
  readonly groups?: readonly (number | readonly number[])[];
  readonly H: RNumber;
  readonly df?: number;
  readonly p: RNumber;
}

const kruskal = statisticsReference<Readonly<Record<string, Groups>>>('kruskal.json');
const withGroups = Object.entries(kruskal ?? {}).filter(([, { groups }]) => groups);

test.skipIf(!kruskal).each(withGroups)('Kruskal-Wallis: %s', (_name, { groups, H, df, p }) => {
  const lists = (groups ?? []).map(listed);
  const result = kruskalWallis(lists);
  // R takes 3 (n + 1) away from a sum of about its size.
  const absolute = 3 * (lists.flat().length + 1) * 2 ** -49;
  expectAsInR({ what: 'H', actual: result?.statistic ?? null, expected: H, absolute });
  expectAsInR({ what: 'p', actual: result?.p ?? null, expected: p, relative: P });
  if (result) expect(result.df).toBe(df);
});

interface PairedRow {
  readonly table: {
    readonly both_right: number;
    readonly only_first: number;
    readonly only_second: number;
    readonly both_wrong: number;
  };
  readonly chi2: RNumber;
  readonly p: RNumber;
  readonly chi2_cc: RNumber;
  readonly p_cc: RNumber;
  readonly p_exact: RNumber;
  readonly p_mid: RNumber;
}

const paired = statisticsReference<{ cases: readonly PairedRow[] }>('mcnemar.json');

test.skipIf(!paired).each(paired?.cases ?? [])('McNemar: $table', (row) => {
  const { both_right, only_first, only_second, both_wrong } = row.table;
  const calls: PairedCalls = {
    bothRight: both_right,
    onlyFirst: only_first,
    onlySecond: only_second,
    bothWrong: both_wrong,
  };
  const result = mcnemar(calls);
  expectAsInR({ what: 'chi-square', actual: result.statistic, expected: row.chi2 });
  expectAsInR({ what: 'p', actual: result.p, expected: row.p, relative: P });
  expectAsInR({ what: 'corrected', actual: result.corrected.statistic, expected: row.chi2_cc });
  expectAsInR({ what: 'corrected p', actual: result.corrected.p, expected: row.p_cc, relative: P });
  expectAsInR({ what: 'exact p', actual: result.exact, expected: row.p_exact, relative: P });
  // Where nobody differs the formula takes the only outcome away and leaves 0; that is no p-value.
  const nobody = only_first + only_second === 0;
  expect(nobody && fromR(row.p_mid) === 0 ? result.midP : null).toBeNull();
  if (!nobody)
    expectAsInR({ what: 'mid-p', actual: result.midP, expected: row.p_mid, relative: P });
});

test.skipIf(!chisq || !kruskal || !paired)('there are tables and groups to compare', () => {
  expect(chisq?.cases.length).toBeGreaterThan(0);
  expect(withGroups.length).toBeGreaterThan(0);
  expect(paired?.cases.length).toBeGreaterThan(0);
});
