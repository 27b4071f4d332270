import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkCounts, e2eCounts, sum, unitCounts } from './test-counts.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nodewise-counts-'));

/** Writes a report as the tool of that name writes it. */
function report(value: unknown): string {
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(value));
  return file;
}

test('each check is one', () => {
  const file = report([{ passed: true }, { passed: false }, { passed: true }]);
  expect(checkCounts(file, 1)).toEqual({ passed: 2, failed: 1, skipped: 0 });
});

test('a test file that cannot be loaded is a failure', () => {
  const file = report({
    numPassedTests: 5,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ],
  });
  expect(unitCounts(file, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('journeys count once each', () => {
  const file = report({ stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 3 }, errors: [] });
  expect(e2eCounts(file, 1)).toEqual({ passed: 8, failed: 1, skipped: 3 });
});

test('a tool that ends badly is a failure, report or none', () => {
  expect(checkCounts(join(folder, 'none.json'), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  expect(checkCounts(report([{ passed: true }]), 139)).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});

test('parts add up', () => {
  const parts = [
    { passed: 1, failed: 2, skipped: 3 },
    { passed: 10, failed: 20, skipped: 30 },
  ];
  expect(sum(parts)).toEqual({ passed: 11, failed: 22, skipped: 33 });
});
