/** Reads how many passed, failed and were skipped from what each tool reports. */
import { existsSync, readFileSync } from 'node:fs';

/** @returns {{passed: number, failed: number, skipped: number}} */
export function sum(counts) {
  const total = (key) => counts.reduce((n, count) => n + count[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

export function checkCounts(file, code) {
  return read(file, code, (steps) => {
    const passed = steps.filter((step) => step.passed).length;
    return { passed, failed: steps.length - passed, skipped: 0 };
  });
}

export function unitCounts(file, code) {
  return read(file, code, (result) => ({
    passed: result.numPassedTests,
    // A test file that cannot be loaded holds no failed test, but failed it has.
    failed: result.numFailedTests + result.testResults.filter(failedWithoutTests).length,
    skipped: result.numPendingTests + result.numTodoTests,
  }));
}

export function e2eCounts(file, code) {
  return read(file, code, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));
}

function failedWithoutTests({ status, assertionResults }) {
  return status === 'failed' && assertionResults.every((test) => test.status !== 'failed');
}

/** A tool that ended badly without reporting a failure counts as one. */
function read(file, code, count) {
  const counted = existsSync(file)
    ? count(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 };
  return code !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}
