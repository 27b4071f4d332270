import { expect, test } from 'vitest';
import { seededRandom, type Random } from '../../numeric/random.ts';
import { matchPairs } from './match-pairs.ts';
import type { MatchingProblem, MatchingRow } from './problem.ts';

type Person = Readonly<{ sex: string; age: number }>;

/** Ages in halves, so that ties abound; some cases have no partner. */
function randomProblem(random: Random): MatchingProblem & {
  readonly cases: readonly Person[];
  readonly controls: readonly Person[];
} {
  const person = (): Person => ({
    sex: random.integer(3) === 0 ? 'female' : 'male',
    age: 50 + random.integer(40) / 2,
  });
  return {
    cases: Array.from({ length: 1 + random.integer(20) }, person),
    controls: Array.from({ length: 1 + random.integer(30) }, person),
    exact: ['sex'],
    calipers: { age: random.integer(8) / 2 },
    distance: 'age',
  };
}

const problems = Array.from({ length: 80 }, (_, seed) => randomProblem(seededRandom(seed)));

/** What does not depend on how ties are settled. */
function worth(problem: MatchingProblem): readonly [pairs: number, sum: number] {
  const { pairs, sum } = matchPairs(problem);
  return [pairs.length, sum];
}

const twice = (rows: readonly MatchingRow[]): readonly MatchingRow[] => [...rows, ...rows];

test('cases and controls exchanged: as many pairs, as close', () => {
  for (const problem of problems) {
    const { cases: controls, controls: cases } = problem;
    expect(worth({ ...problem, cases, controls })).toEqual(worth(problem));
  }
});

// A flow of whole numbers through capacities of two is best where twice the best through one is.
test('everybody twice: twice the pairs and twice the sum', () => {
  for (const problem of problems) {
    const [pairs, sum] = worth(problem);
    const { cases, controls } = problem;
    expect(worth({ ...problem, cases: twice(cases), controls: twice(controls) })).toEqual([
      2 * pairs,
      2 * sum,
    ]);
  }
});

test('another unit of age and its caliper: the same pairs, the sum in that unit', () => {
  for (const problem of problems) {
    const months = ({ sex, age }: Person): Person => ({ sex, age: 12 * age });
    const { pairs, sum } = matchPairs(problem);
    const inMonths = matchPairs({
      ...problem,
      cases: problem.cases.map(months),
      controls: problem.controls.map(months),
      calipers: { age: 12 * (problem.calipers['age'] ?? NaN) },
    });
    expect(inMonths.pairs).toEqual(
      pairs.map((pair) => ({ ...pair, distance: 12 * pair.distance })),
    );
    expect(inMonths.sum).toBe(12 * sum);
  }
});

test('ages counted backwards: the same pairs', () => {
  for (const problem of problems) {
    const turned = ({ sex, age }: Person): Person => ({ sex, age: 140 - age });
    const cases = problem.cases.map(turned);
    const controls = problem.controls.map(turned);
    expect(matchPairs({ ...problem, cases, controls })).toEqual(matchPairs(problem));
  }
});

test('one more control never costs a pair, a wider caliper neither', () => {
  for (const problem of problems) {
    const [pairs] = worth(problem);
    const controls = [...problem.controls, { sex: 'male', age: 60 }];
    const wider = { age: (problem.calipers['age'] ?? NaN) + 1 };
    for (const eased of [{ controls }, { calipers: wider }]) {
      expect(worth({ ...problem, ...eased })[0]).toBeGreaterThanOrEqual(pairs);
    }
  }
});
