import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { seededRandom, shuffledIndices, type Random } from '../../numeric/random.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { matchPairs } from './match-pairs.ts';
import type { MatchingProblem, MatchingRow } from './problem.ts';
import { bestByEnumeration, bestBySortedAges, bestByTrying } from './testing/exact-matchings.ts';

const byAge = (caliper: number | null) => ({
  exact: [],
  calipers: { age: caliper },
  distance: 'age',
});
const ages = (values: readonly number[]) => values.map((age) => ({ age }));
const list = (problem: MatchingProblem) =>
  matchPairs(problem).pairs.map((pair) => [pair.case, pair.control]);

interface Reference {
  readonly cases: readonly (MatchingRow & { readonly id: string })[];
  readonly controls: readonly (MatchingRow & { readonly id: string })[];
  readonly solutions: readonly {
    readonly caliper_years: number;
    readonly n_pairs: number;
    readonly total_age_distance: number;
    readonly pairs_lexicographic: readonly { case: string; control: string; age_diff: number }[];
    readonly unmatched_cases: readonly string[];
  }[];
}

const reference = sharedFile('reference/statistics/matching.json');

// Assignments of scipy.optimize.linear_sum_assignment, made unique by the same tie rule.
test.skipIf(!reference)('the reference cohort, at every caliper of the file', () => {
  const { cases, controls, solutions } = JSON.parse(
    readFileSync(reference ?? '', 'utf8'),
  ) as Reference;
  expect(solutions.length).toBeGreaterThan(0);
  for (const solution of solutions) {
    const exact = ['gender', 'density', 'location'];
    const calipers = { age: solution.caliper_years };
    const result = matchPairs({ cases, controls, exact, calipers, distance: 'age' });
    expect(result.pairs).toHaveLength(solution.n_pairs);
    // The file's differences of ages are binary fractions, ours are whole millionths.
    expect(result.sum).toBeCloseTo(solution.total_age_distance, 3);
    expect(
      result.pairs.map((pair) => ({
        case: cases[pair.case].id,
        control: controls[pair.control].id,
        age_diff: expect.closeTo(pair.distance, 5) as number,
      })),
    ).toEqual(solution.pairs_lexicographic);
    expect(result.unmatchedCases.map((miss) => cases[miss.case].id)).toEqual(
      solution.unmatched_cases,
    );
  }
});

test('500 random problems: as many pairs and as small a sum as a dynamic programme', () => {
  const random = seededRandom(20);
  for (let n = 0; n < 500; n += 1) {
    const decimals = random.integer(3);
    const age = () => Number((40 + 30 * random.next()).toFixed(decimals));
    const cases = ages(Array.from({ length: random.integer(30) }, age));
    const controls = ages(Array.from({ length: random.integer(50) }, age));
    const caliper = random.next() < 0.2 ? null : random.integer(8) / 2;
    const { pairs, sum } = matchPairs({ cases, controls, ...byAge(caliper) });
    const best = bestBySortedAges(
      cases.map((row) => row.age),
      controls.map((row) => row.age),
      caliper ?? Infinity,
    );
    expect(pairs).toHaveLength(best.pairs);
    expect(sum).toBeCloseTo(best.sum, 9);
    expect(new Set(pairs.map((pair) => pair.control)).size).toBe(pairs.length);
    for (const pair of pairs) {
      const distance = Math.abs(cases[pair.case].age - controls[pair.control].age);
      expect(distance).toBeLessThanOrEqual((caliper ?? Infinity) + 1e-9);
      expect(pair.distance).toBeCloseTo(distance, 9);
    }
  }
});

test('the tie rule, by trying every matching of 400 small problems', () => {
  const random = seededRandom(21);
  for (let n = 0; n < 400; n += 1) {
    const problem = smallProblem(random);
    expect(list(problem)).toEqual(bestByEnumeration(problem));
  }
});

test('the tie rule, by trying each control of 150 problems of one stratum', () => {
  const random = seededRandom(23);
  for (let n = 0; n < 150; n += 1) {
    const span = 2 + random.integer(20);
    const age = () => 50 + random.integer(span);
    const cases = Array.from({ length: 1 + random.integer(16) }, age);
    const controls = Array.from({ length: random.integer(24) }, age);
    const caliper = random.integer(6);
    const problem = { cases: ages(cases), controls: ages(controls), ...byAge(caliper) };
    expect(list(problem)).toEqual(bestByTrying(cases, controls, caliper));
  }
});

/** Few values and two calipers, so that ties abound and not everybody finds a partner. */
function smallProblem(random: Random): MatchingProblem {
  const person = () => ({
    sex: random.integer(4) === 0 ? 'female' : 'male',
    age: 50 + random.integer(7) / 2,
    diameter: 1 + random.integer(3) / 10,
  });
  return {
    cases: Array.from({ length: random.integer(6) }, person),
    controls: Array.from({ length: random.integer(8) }, person),
    exact: ['sex'],
    calipers: { age: random.integer(5) / 2, diameter: random.integer(2) ? null : 0.1 },
    distance: 'age',
  };
}

test('a caliper includes its bound, also where binary fractions would exceed it', () => {
  expect(64.4 - 59.4).toBeGreaterThan(5);
  const problem = { cases: ages([64.4]), controls: ages([59.4]) };
  expect(list({ ...problem, ...byAge(5) })).toEqual([[0, 0]]);
  expect(list({ ...problem, ...byAge(4.999_999) })).toEqual([]);
});

test('more pairs come before closer pairs', () => {
  // The nearest partner of the second case is the only one of the first.
  const problem = { cases: ages([50, 55]), controls: ages([55, 60]), ...byAge(5) };
  expect(matchPairs(problem)).toMatchObject({
    pairs: [
      { case: 0, control: 0, distance: 5 },
      { case: 1, control: 1, distance: 5 },
    ],
    sum: 10,
    unmatchedCases: [],
    unmatchedControls: [],
  });
});

test('pairs and sum do not depend on the order of the patients, and a shift of all ages is no change', () => {
  const random = seededRandom(22);
  const person = () => ({
    sex: random.integer(2),
    density: random.integer(2) ? 'solid' : 'part-solid',
    age: 45 + random.integer(30),
  });
  const cases = Array.from({ length: 60 }, person);
  const controls = Array.from({ length: 90 }, person);
  const settings = { exact: ['sex', 'density'], calipers: { age: 3 }, distance: 'age' };
  const first = matchPairs({ cases, controls, ...settings });
  const again = matchPairs({
    cases: shuffledIndices(60, random).map((n) => cases[n]),
    controls: shuffledIndices(90, random).map((n) => controls[n]),
    ...settings,
  });
  expect([again.pairs.length, again.sum]).toEqual([first.pairs.length, first.sum]);
  const older = (rows: typeof cases) => rows.map((row) => ({ ...row, age: row.age + 10 }));
  expect(matchPairs({ cases: older(cases), controls: older(controls), ...settings })).toEqual(
    first,
  );
  expect(matchPairs({ cases, controls, ...settings, exact: ['density', 'sex'] })).toEqual(first);
  // A stratum by itself gives the same pairs as among the others.
  const men = cases.flatMap((row, n) => (row.sex === 1 ? [n] : []));
  const alone = matchPairs({ cases: men.map((n) => cases[n]), controls, ...settings });
  expect(alone.pairs.map((pair) => ({ ...pair, case: men[pair.case] }))).toEqual(
    first.pairs.filter((pair) => cases[pair.case].sex === 1),
  );
});

test('each unmatched case has its reason and the control that came closest', () => {
  const person = (sex: string, density: string, age: number | null) => ({ sex, density, age });
  const { unmatchedCases, unmatchedControls } = matchPairs({
    cases: [
      person('female', 'solid', 60),
      person('female', 'solid', 61),
      person('male', 'solid', 60),
      person('male', 'part-solid', 50),
      person('male', 'solid', null),
    ],
    controls: [
      person('male', 'solid', 70),
      person('female', 'solid', 61),
      person('male', 'solid', 66.5),
      person('', 'solid', 60),
    ],
    exact: ['sex', 'density'],
    calipers: { age: 5 },
    distance: 'age',
  });
  expect(unmatchedCases).toEqual([
    {
      case: 0,
      reason: 'controls-exhausted',
      nearest: { control: 1, disagreements: [], distance: 1, takenBy: 1 },
    },
    {
      case: 2,
      reason: 'outside-caliper',
      nearest: {
        control: 2,
        disagreements: [{ variable: 'age', difference: 6.5 }],
        distance: 6.5,
        takenBy: null,
      },
    },
    {
      case: 3,
      reason: 'no-control-in-stratum',
      nearest: {
        control: 2,
        disagreements: [
          { variable: 'density', difference: null },
          { variable: 'age', difference: 16.5 },
        ],
        distance: 16.5,
        takenBy: null,
      },
    },
    { case: 4, reason: 'value-missing', nearest: null },
  ]);
  expect(unmatchedControls).toEqual([0, 2, 3]);
});

test('the nearest miss: fewest calipers exceeded, their bounds included, then distance, then index', () => {
  const person = (age: number, diameter: number) => ({ age, diameter });
  const { pairs, unmatchedCases } = matchPairs({
    cases: [person(60, 1), person(60, 1)],
    // The first is at both calipers, the second closer in age and beyond the other caliper.
    controls: [person(65, 1.3), person(61, 2)],
    exact: [],
    calipers: { age: 5, diameter: 0.3 },
    distance: 'age',
  });
  expect(pairs).toEqual([{ case: 0, control: 0, distance: 5 }]);
  const nearest = { control: 0, disagreements: [], distance: 5, takenBy: 0 };
  expect(unmatchedCases).toEqual([{ case: 1, reason: 'controls-exhausted', nearest }]);
  const between = matchPairs({ cases: ages([50]), controls: ages([60, 40]), ...byAge(5) });
  expect(between.unmatchedCases[0].nearest?.control).toBe(0);
});

test('a number that is none is a missing value', () => {
  const { unmatchedCases } = matchPairs({
    cases: ages([NaN]),
    controls: ages([50]),
    ...byAge(5),
  });
  expect(unmatchedCases).toEqual([{ case: 0, reason: 'value-missing', nearest: null }]);
});

test('no cases, no controls, or a caliper that is none', () => {
  expect(matchPairs({ cases: [], controls: ages([50]), ...byAge(5) })).toEqual({
    pairs: [],
    sum: 0,
    unmatchedCases: [],
    unmatchedControls: [0],
  });
  expect(matchPairs({ cases: ages([50]), controls: [], ...byAge(5) }).unmatchedCases).toEqual([
    { case: 0, reason: 'no-control-in-stratum', nearest: null },
  ]);
  expect(() => matchPairs({ cases: [], controls: [], ...byAge(-1) })).toThrow(RangeError);
  expect(() => matchPairs({ cases: [{ age: 'old' }], controls: [], ...byAge(1) })).toThrow(
    'age is matched as a number',
  );
});
