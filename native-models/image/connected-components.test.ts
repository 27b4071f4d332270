import { expect, test } from 'vitest';
// Computed with SciPy 1.17.1, ndimage.label, on the pattern of testing/pattern.ts.
import reference from './fixtures/image-reference.json' with { type: 'json' };
import { keepLargest, labelComponents } from './connected-components.ts';
import { patternGeometry, region } from './testing/pattern.ts';

const { dimensions } = patternGeometry;

test.each([
  { connectivity: 6, inside: region((v) => v % 5 < 2), expected: reference.label6 },
  { connectivity: 26, inside: region((v) => v < 3), expected: reference.label26 },
] as const)('$connectivity-connected labels agree with SciPy', (row) => {
  const { labels, sizes } = labelComponents(row.inside, dimensions, row.connectivity);
  expect([...sizes]).toEqual(row.expected.sizes);
  expect(labels.reduce((sum, label, at) => sum + label * at, 0)).toBe(row.expected.weighted);
});

test('two voxels that share a corner are one piece only at 26', () => {
  const corners = Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 1);
  expect(labelComponents(corners, [2, 2, 2], 6).sizes).toHaveLength(3);
  expect(labelComponents(corners, [2, 2, 2], 26).sizes).toHaveLength(2);
});

test('the largest piece stays and the rest goes', () => {
  const geometry = { ...patternGeometry, dimensions: [7, 1, 1] as const };
  const kept = keepLargest({ geometry, data: Uint8Array.of(1, 0, 1, 1, 1, 0, 1) });
  expect([...kept.data]).toEqual([0, 0, 1, 1, 1, 0, 0]);
});

test('an empty mask has no pieces and stays empty', () => {
  const geometry = { ...patternGeometry, dimensions: [3, 2, 1] as const };
  const empty = new Uint8Array(6);
  expect([...labelComponents(empty, geometry.dimensions).sizes]).toEqual([6]);
  expect(keepLargest({ geometry, data: empty }).data).toEqual(empty);
});
