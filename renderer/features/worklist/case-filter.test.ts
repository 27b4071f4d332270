import type { CaseSummary } from '#contract/procedures/cases.ts';
import { expect, test } from 'vitest';
import { countStatuses, filterCases, noFilter } from './case-filter.ts';
import { nextUndone } from './next-undone.ts';

const summary = (code: string, facts: Partial<CaseSummary> = {}): CaseSummary => ({
  id: code.toLowerCase(),
  code,
  scannedOn: null,
  status: 'new',
  flags: [],
  slices: 100,
  sliceThicknessMm: 1,
  spacingMm: [0.7, 0.7, 1],
  hospital: null,
  importedAt: '2026-01-01T00:00:00Z',
  draftVerdict: null,
  maskVolumeMm3: null,
  ...facts,
});

const cases = [
  summary('P-1', { status: 'done', hospital: 'North' }),
  summary('P-2', {
    hospital: 'South',
    flags: [{ code: 'thick-slices', severity: 'bad', facts: { thicknessMm: 3 } }],
  }),
  summary('P-3', {
    status: 'flagged',
    flags: [{ code: 'note', severity: 'warn', facts: { text: 'Motion near the hilum' } }],
  }),
  summary('P-4', { status: 'in-correction', hospital: 'North' }),
];
const codes = (list: readonly CaseSummary[]) => list.map((c) => c.code);

test('every word must be found, in code, hospital, flags or note', () => {
  expect(filterCases(cases, noFilter)).toHaveLength(4);
  expect(codes(filterCases(cases, { status: 'all', text: 'north' }))).toEqual(['P-1', 'P-4']);
  expect(codes(filterCases(cases, { status: 'all', text: 'thick south' }))).toEqual(['P-2']);
  expect(codes(filterCases(cases, { status: 'all', text: 'HILUM' }))).toEqual(['P-3']);
  expect(filterCases(cases, { status: 'all', text: 'north south' })).toEqual([]);
});

test('status and text narrow together', () => {
  expect(codes(filterCases(cases, { status: 'done', text: 'north' }))).toEqual(['P-1']);
});

test('statuses are counted as they occur', () => {
  expect([...countStatuses(cases)]).toEqual([
    ['done', 1],
    ['new', 1],
    ['flagged', 1],
    ['in-correction', 1],
  ]);
});

test('the next undone case follows the current one and starts over at the end', () => {
  expect(nextUndone(cases, null)?.code).toBe('P-2');
  expect(nextUndone(cases, 'p-2')?.code).toBe('P-4');
  expect(nextUndone(cases, 'p-4')?.code).toBe('P-2');
});

test('done, approved and flagged cases are not opened, nor is the current one again', () => {
  expect(nextUndone([cases[0], cases[2]], null)).toBeNull();
  expect(nextUndone([cases[1]], 'p-2')).toBeNull();
});
