import { expect, test } from 'vitest';
import { hashOf, parseHash, type Route } from './routes.ts';

const places: readonly Route[] = [
  { station: 'cases' },
  { station: 'correct', caseId: null },
  { station: 'correct', caseId: 'c 7/ä' },
  { station: 'risk', caseId: 'c7' },
  { station: 'features', caseId: 'c7' },
  { station: 'settings' },
];

test.each(places)('a reload comes back to %o', (place) => {
  expect(parseHash(hashOf(place))).toEqual(place);
});

test('anything else is the list of cases', () => {
  expect(parseHash('')).toEqual({ station: 'cases' });
  expect(parseHash('#/nowhere/x')).toEqual({ station: 'cases' });
  expect(parseHash('#/risk/%E0%A4')).toEqual({ station: 'risk', caseId: null });
});
