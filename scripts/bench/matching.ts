import { matchPairs } from '#native/evaluation/matching/match-pairs.ts';
import { seededRandom, type Random } from '#native/numeric/random.ts';
import type { BenchRow } from './row.ts';

const CASES = 1000;
const CONTROLS = 10_000;

/** One way in which ages may be spread, all in one stratum unless `exact` says otherwise. */
interface Scene {
  readonly name: string;
  readonly exact: readonly string[];
  readonly caliper: number | null;
  readonly ageOfCase: (random: Random) => number;
  readonly ageOfControl: (random: Random) => number;
}

const scenes: readonly Scene[] = [
  {
    name: 'sex, density, location; whole years, caliper 5',
    exact: ['sex', 'density', 'location'],
    caliper: 5,
    ageOfCase: (random) => Math.round(62 + 9 * random.normal()),
    ageOfControl: (random) => Math.round(60 + 10 * random.normal()),
  },
  {
    name: 'one stratum; ages to the day, caliper 5',
    exact: [],
    caliper: 5,
    ageOfCase: (random) => 62 + 9 * random.normal(),
    ageOfControl: (random) => 60 + 10 * random.normal(),
  },
  {
    // Everybody competes for the same few controls: chains of moves are as long as they get.
    name: 'one stratum; cases crowded, no caliper',
    exact: [],
    caliper: null,
    ageOfCase: (random) => 60 + 0.5 * random.normal(),
    ageOfControl: (random) => 60 + 20 * random.normal(),
  },
];

/** Matching of 1 000 cases to 10 000 controls. */
export function matchingRows(): BenchRow[] {
  return scenes.map(matchingRow);
}

function matchingRow({ name, exact, caliper, ageOfCase, ageOfControl }: Scene): BenchRow {
  const random = seededRandom(1);
  const person = (age: (random: Random) => number) => ({
    sex: random.integer(2),
    density: random.integer(2),
    location: random.integer(3),
    age: age(random),
  });
  const cases = Array.from({ length: CASES }, () => person(ageOfCase));
  const controls = Array.from({ length: CONTROLS }, () => person(ageOfControl));
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const { pairs } = matchPairs({
    cases,
    controls,
    exact,
    calipers: { age: caliper },
    distance: 'age',
  });
  const seconds = (performance.now() - wall) / 1000;
  const busy = process.cpuUsage(cpu).user / 1e6;
  return {
    name: `match ${CASES} × ${CONTROLS}: ${name}`,
    value: `${seconds.toFixed(2)} s`,
    note: `${busy.toFixed(2)} s of processor; ${pairs.length} pairs`,
  };
}
