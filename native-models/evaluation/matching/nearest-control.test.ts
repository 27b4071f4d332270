import { expect, test } from 'vitest';
import { seededRandom } from '../../numeric/random.ts';
import { matchPairs } from './match-pairs.ts';
import type { MatchingProblem } from './problem.ts';

/** By looking at everybody: the order that `NearestMiss` states, on values without rounding. */
function nearestByLooking({ cases, controls, exact, calipers }: MatchingProblem, index: number) {
  const number = (value: unknown): number => value as number;
  const gaps = controls.map((control, n) => {
    const apart = (name: string): number =>
      Math.abs(number(cases[index][name]) - number(control[name]));
    const differing = exact.filter((name) => cases[index][name] !== control[name]).length;
    const exceeded = Object.entries(calipers).filter(
      ([name, width]) => width !== null && apart(name) > width,
    ).length;
    return [differing, exceeded, apart('age'), n];
  });
  const order = (a: number[], b: number[]): number =>
    a.reduce((by, value, k) => by || value - b[k], 0);
  return gaps.sort(order)[0]?.[3] ?? null;
}

test('the nearest control is the one that looking at everybody finds, in 300 random problems', () => {
  const random = seededRandom(31);
  let unmatched = 0;
  for (let n = 0; n < 300; n += 1) {
    const person = () => ({
      sex: random.integer(2),
      density: random.integer(3),
      location: random.integer(4),
      age: 50 + random.integer(25),
      diameter: random.integer(6),
    });
    const problem = {
      cases: Array.from({ length: 12 }, person),
      controls: Array.from({ length: random.integer(12) }, person),
      exact: ['sex', 'density', 'location'].slice(random.integer(4)),
      calipers: { age: random.integer(4), diameter: random.integer(2) ? random.integer(3) : null },
      distance: 'age',
    };
    for (const { case: index, nearest } of matchPairs(problem).unmatchedCases) {
      unmatched += 1;
      expect(nearest?.control ?? null).toBe(nearestByLooking(problem, index));
    }
  }
  expect(unmatched).toBeGreaterThan(1000);
});
