import { matchSettings, type MatchSettings } from '#contract/procedures/cohort.ts';
import { expect, test } from 'vitest';
import { withCaliper, withClosest, withExact, withWidth } from './match-edits.ts';

const match: MatchSettings = {
  exact: ['sex', 'location'],
  calipers: [{ fact: 'ageYears', width: 5 }],
};

test('a variable is asked to be the same, or not any more', () => {
  expect(withExact(match, 'density', true)).toEqual({
    name: 'Matching: density the same',
    match: { ...match, exact: ['sex', 'density', 'location'] },
  });
  expect(withExact(match, 'sex', false).match.exact).toEqual(['location']);
});

test('the last caliper stays', () => {
  expect(withCaliper(match, 'ageYears', false)).toBe(null);
  const two = withCaliper(match, 'diameterCm', true)?.match ?? match;
  expect(two.calipers.map(({ fact }) => fact)).toEqual(['ageYears', 'diameterCm']);
  expect(matchSettings.safeParse(two).success).toBe(true);
  expect(withCaliper(two, 'ageYears', false)?.match.calipers).toEqual([
    { fact: 'diameterCm', width: null },
  ]);
});

test('the closest is the first, and keeps its width', () => {
  const two = withWidth(
    { ...match, calipers: [...match.calipers, { fact: 'diameterCm', width: null }] },
    'diameterCm',
    0.3,
  );
  expect(two.name).toBe('Matching: diameter within 0.3 cm');
  expect(withClosest(two.match, 'diameterCm').match.calipers).toEqual([
    { fact: 'diameterCm', width: 0.3 },
    { fact: 'ageYears', width: 5 },
  ]);
  expect(withWidth(match, 'ageYears', null).name).toBe('Matching: age any difference');
});
