import { expect, test } from 'vitest';
import { entranceOf, hashOf, parseHash, type Route } from './routes.ts';

const places: readonly Route[] = [
  { station: 'cases' },
  { station: 'correct', caseId: null },
  { station: 'correct', caseId: 'c 7/ä' },
  { station: 'risk', caseId: 'c7' },
  { station: 'features', caseId: 'c7' },
  { station: 'cohort', cohortId: null, desk: 'flowchart' },
  { station: 'cohort', cohortId: 'c/1', desk: 'flowchart' },
  { station: 'cohort', cohortId: 'c/1', desk: 'matching' },
  { station: 'experiments', experimentId: null, runId: null },
  { station: 'experiments', experimentId: 'e1', runId: null },
  { station: 'experiments', experimentId: 'e1', runId: 'r/2' },
  { station: 'results', cohortId: null, evaluationId: null, tab: 'overview' },
  { station: 'results', cohortId: 'c/1', evaluationId: null, tab: 'overview' },
  { station: 'results', cohortId: 'c/1', evaluationId: null, tab: 'published' },
  { station: 'results', cohortId: 'c/1', evaluationId: 'e/2', tab: 'overview' },
  { station: 'results', cohortId: 'c/1', evaluationId: 'e/2', tab: 'table2' },
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

test('only stations of a case are entered with the case that was open', () => {
  expect(entranceOf('risk', 'c7')).toEqual({ station: 'risk', caseId: 'c7' });
  expect(entranceOf('settings', 'c7')).toEqual({ station: 'settings' });
  expect(entranceOf('experiments', 'c7')).toEqual({
    station: 'experiments',
    experimentId: null,
    runId: null,
  });
});
