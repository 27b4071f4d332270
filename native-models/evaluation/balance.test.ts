import { describe, expect, test } from 'vitest';
import { expectAsInR, statisticsReference, type RNumber } from '../testing/r-reference.ts';
import { smdOfContinuous, smdOfProportion, varianceRatio } from './balance.ts';

test('means, proportions and variances by hand', () => {
  // Variances 1 and 4, means 2 and 4.
  expect(smdOfContinuous([1, 2, 3], [2, 4, 6])).toBeCloseTo(-2 / Math.sqrt(2.5), 15);
  expect(varianceRatio([1, 2, 3], [2, 4, 6])).toBe(0.25);
  expect(smdOfProportion(0.5, 0.2)).toBeCloseTo(0.3 / Math.sqrt((0.25 + 0.16) / 2), 15);
  const before = { a: [0, 2], b: [0, 4] };
  expect(smdOfContinuous([1, 2], [2, 3], before)).toBeCloseTo(-1 / Math.sqrt(5), 15);
});

test('without spread only equal means have a difference', () => {
  expect(smdOfContinuous([2, 2], [2, 2])).toBe(0);
  expect(smdOfContinuous([2, 2], [3, 3])).toBeNull();
  expect(smdOfContinuous([2], [3, 4])).toBeNull();
  expect(smdOfContinuous([], [])).toBeNull();
  expect([smdOfProportion(1, 1), smdOfProportion(1, 0)]).toEqual([0, null]);
  expect([varianceRatio([1, 2], [3, 3]), varianceRatio([1], [1, 2])]).toEqual([null, null]);
  expect(() => smdOfProportion(1.1, 0.5)).toThrow(RangeError);
});

interface Balance {
  readonly mean?: readonly number[];
  readonly prop?: readonly number[];
  readonly smd: RNumber;
  readonly variance_ratio?: RNumber;
  readonly smd_unmatched_sd?: RNumber;
}

type Person = Readonly<Record<string, string | number>>;

const reference = statisticsReference<{
  cases: readonly Person[];
  controls: readonly Person[];
  balance_before: Readonly<Record<string, Balance>>;
  solutions: readonly {
    caliper_years: number;
    pairs_lexicographic: readonly { case: string; control: string }[];
    balance_after: Readonly<Record<string, Balance>>;
  }[];
}>('matching.json');

describe.skipIf(!reference)('balance of the reference groups', () => {
  const { cases = [], controls = [], balance_before = {}, solutions = [] } = reference ?? {};

  /** @param groups Groups to be compared; continuous variables are scaled by those before, too. */
  function expectBalance(
    balance: Readonly<Record<string, Balance>>,
    [a, b]: readonly (readonly Person[])[],
  ): void {
    for (const [what, expected] of Object.entries(balance)) {
      const [variable, level] = what.split('=');
      if (level === undefined) {
        const values = (group: readonly Person[]) =>
          group.map((person) => Number(person[variable]));
        const { smd, variance_ratio, smd_unmatched_sd } = expected;
        const [x, y] = [values(a), values(b)];
        expectAsInR({ what, actual: smdOfContinuous(x, y), expected: smd });
        const ratio = varianceRatio(x, y);
        if (variance_ratio !== undefined)
          expectAsInR({ what, actual: ratio, expected: variance_ratio });
        if (smd_unmatched_sd === undefined) continue;
        const before = { a: values(cases), b: values(controls) };
        const actual = smdOfContinuous(x, y, before);
        expectAsInR({ what: `${what}, before`, actual, expected: smd_unmatched_sd });
      } else {
        const share = (group: readonly Person[]) =>
          group.filter((person) => person[variable] === level).length / group.length;
        const actual = smdOfProportion(share(a), share(b));
        expectAsInR({ what, actual, expected: expected.smd });
      }
    }
  }

  test('before matching', () => {
    expect(Object.keys(balance_before).length).toBeGreaterThan(0);
    expectBalance(balance_before, [cases, controls]);
  });

  test.each(solutions)('within $caliper_years years', (solution) => {
    const find = (people: readonly Person[], id: string) => {
      const person = people.find((each) => each['id'] === id);
      if (!person) throw new Error(`nobody is called ${id}`);
      return person;
    };
    const matched = solution.pairs_lexicographic.map((pair) => find(cases, pair.case));
    const partners = solution.pairs_lexicographic.map((pair) => find(controls, pair.control));
    expectBalance(solution.balance_after, [matched, partners]);
  });
});
