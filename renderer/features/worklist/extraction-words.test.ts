import { expect, test } from 'vitest';
import { extractionSummary, failureReasons } from './extraction-words.ts';

const missing = (code: string) => ({
  caseId: `id of ${code}`,
  code,
  error: { code: 'mask-missing', details: {} },
});

test('says what was computed, skipped and failed', () => {
  expect(extractionSummary({ computed: 12, skipped: 3, failed: [missing('P-4')] })).toBe(
    'Features: 12 cases computed, 3 skipped because their features are up to date, 1 failed.',
  );
  expect(extractionSummary({ computed: 1, skipped: 0, failed: [] })).toBe(
    'Features: 1 case computed.',
  );
});

test('cases that failed for one reason stand on one line', () => {
  const gone = {
    caseId: 'c9',
    code: null,
    error: { code: 'not-found', details: { what: 'case', id: 'c9' } },
  };
  const failed = [missing('P-4'), gone, missing('P-7')];
  expect(failureReasons({ computed: 0, skipped: 0, failed })).toEqual([
    'P-4, P-7: This case has no mask yet. Segment or draw the tumour first.',
    'c9: There is no case "c9" in this library.',
  ]);
});

test('long lists are counted, not spelled out', () => {
  const failed = ['P-1', 'P-2', 'P-3', 'P-4', 'P-5', 'P-6'].map(missing);
  expect(failureReasons({ computed: 0, skipped: 0, failed })[0]).toMatch(
    /^P-1, P-2, P-3, P-4 and 2 more: /,
  );
  const defects = failed.map(({ code, caseId }) => ({
    ...{ code, caseId },
    error: { code: 'internal', details: { logId: `log ${code}` } },
  }));
  const lines = failureReasons({ computed: 0, skipped: 0, failed: defects });
  expect(lines).toHaveLength(5);
  expect(lines[4]).toBe('and 2 more reasons');
});
