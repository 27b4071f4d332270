import type { MatchingRow } from '#native/evaluation/matching/problem.ts';
import type { Facts } from './facts.ts';

/** Facts as matching and balance take them: yes and no are words. */
export function matchingRow(facts: Facts): MatchingRow {
  return Object.fromEntries(
    Object.entries(facts).map(([fact, value]) => [
      fact,
      typeof value === 'boolean' ? (value ? 'yes' : 'no') : value,
    ]),
  );
}
