import { expect, test } from 'vitest';
import { symmetricEigenvalues } from './symmetric-eigenvalues.ts';

// Computed with NumPy 2.4.6, linalg.eigvalsh.
test.each([
  {
    m: { xx: 2, yy: -1, zz: 3, xy: 0.5, xz: -1.5, yz: 0.25 },
    expected: [4.08274681531209, 1.0660458725483482, -1.1487926878604384],
  },
  { m: { xx: 4, yy: 4, zz: 1, xy: 0, xz: 0, yz: 0 }, expected: [4, 4, 1] },
  {
    m: { xx: -3, yy: 5, zz: 0, xy: 2, xz: 1, yz: 4 },
    expected: [7.684169589149896, -2.2101647972352327, -3.4740047919146644],
  },
])('largest first', ({ m, expected }) => {
  symmetricEigenvalues(m).forEach((value, n) => expect(value).toBeCloseTo(expected[n], 9));
});

test('a multiple of the identity has one value three times', () => {
  expect(symmetricEigenvalues({ xx: 7, yy: 7, zz: 7, xy: 0, xz: 0, yz: 0 })).toEqual([7, 7, 7]);
});
