import type { Extraction } from '#contract/procedures/feature-cohort.ts';
import { expect, test } from 'vitest';
import { countsOf, endingOf } from './extraction-sentence.ts';

const extraction = (changes: Partial<Extraction>): Extraction => ({
  ...{ id: 'j', state: 'done', startedAt: '2026-01-01T00:00:00Z', endedAt: null, asked: 12 },
  ...{ computed: 12, skipped: 0, failed: [], error: null },
  ...changes,
});
const failure = { caseId: 'c', code: 'P-1', error: { code: 'mask-missing', details: {} } };

test('counts what was computed, up to date, failed, and what it never came to', () => {
  expect(countsOf(extraction({}))).toBe('12 of 12 cases computed');
  expect(countsOf(extraction({ computed: 9, skipped: 2, failed: [failure] }))).toBe(
    '9 of 12 cases computed, 2 up to date, 1 failed',
  );
  expect(countsOf(extraction({ computed: 3, state: 'interrupted' }))).toBe(
    '3 of 12 cases computed, 9 not reached',
  );
  expect(countsOf(extraction({ computed: 0, asked: 1, state: 'running' }))).toBe(
    '0 of 1 case computed, 1 waiting',
  );
});

test('a killed one says so and what to do; a failed one says why', () => {
  expect(endingOf(extraction({ state: 'interrupted' }))).toContain('ended while it was at work');
  const error = { code: 'disk-full', details: { neededMb: 500 } };
  expect(endingOf(extraction({ state: 'failed', error }))).toContain('The disk is full');
});
