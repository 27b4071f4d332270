import type { CheckedValue, IbsiCertificate } from '#contract/procedures/verification.ts';
import { expect, test } from 'vitest';
import { filterVerified, noFilter, sumsOf, verifiedRows } from './verification-rows.ts';

const entropy: CheckedValue = {
  ...{ part: 'ibsi1-ct', configuration: 'C', family: 'Co-occurrence matrix' },
  ...{ feature: 'Joint entropy', ibsi: 'TU9B', aggregation: '3D, averaged' },
  ...{ column: 'glcm_JointEntropy', value: 6.42, reference: 6.42, tolerance: 0.06 },
  ...{ outcome: 'passed', voxels: null },
};
const map: CheckedValue = {
  ...{ part: 'ibsi2-maps', configuration: '2.a', family: 'Response map', ibsi: 'L6PA' },
  ...{ feature: 'Largest deviation of a voxel', aggregation: '', column: null },
  ...{ value: 2, reference: 0, tolerance: 1, outcome: 'failed' },
  voxels: { compared: 100, inside: 99 },
};
const certificate: IbsiCertificate = {
  ...{ codeVersion: '1', computedAt: '2026-01-01T00:00:00.000Z', settingsHash: 'ab' },
  ...{ settings: {}, absent: [], values: [entropy, map] },
};

test('a value is found by its feature, code, column and configuration', () => {
  const rows = verifiedRows(certificate);
  expect(rows.map(({ where }) => where)).toEqual(['CT phantom C', 'Response maps 2.a']);
  expect(rows[1].what).toBe('Largest deviation of a voxel; 99 of 100 voxels inside');
  for (const text of ['joint entropy 3d', 'tu9b', 'glcm_', 'phantom c']) {
    expect(filterVerified(rows, { ...noFilter, text })).toEqual([rows[0]]);
  }
  expect(filterVerified(rows, { ...noFilter, outcome: 'failed' })).toEqual([rows[1]]);
  expect(filterVerified(rows, { ...noFilter, part: 'ibsi1-digital' })).toEqual([]);
});

test('counts are summed by part and over all', () => {
  const count = { configuration: 'A', family: 'x', claimed: 3, passed: 2, failed: 1 };
  const counts = [
    { ...count, part: 'ibsi1-ct', notImplemented: 4 },
    { ...count, part: 'ibsi2-maps', notImplemented: 1 },
  ] as const;
  expect(sumsOf(counts, 'ibsi1-ct')).toEqual({
    claimed: 3,
    passed: 2,
    failed: 1,
    notImplemented: 4,
  });
  expect(sumsOf(counts)).toEqual({ claimed: 6, passed: 4, failed: 2, notImplemented: 5 });
});
