import { expect, test } from 'vitest';
import { symmetricEigenvalues } from './eigen-symmetric.ts';
import type { Matrix } from './matrix.ts';
import { seededRandom } from './random.ts';
import { eigenvalueAt, tridiagonalOf } from './tridiagonal.ts';

test.each([1, 2, 3, 10, 30])('has the eigenvalues of the %i-row matrix it comes from', (rows) => {
  const matrix = randomSymmetric(rows);
  // Found by Jacobi rotations, a wholly different method.
  const expected = symmetricEigenvalues(matrix);
  const tridiagonal = tridiagonalOf(matrix);
  for (const [place, value] of expected.entries()) {
    expect(eigenvalueAt(tridiagonal, place)).toBeCloseTo(value, 12);
  }
});

test('the second difference has the eigenvalues of its closed form', () => {
  const n = 12;
  const matrix = {
    diagonal: new Float64Array(n).fill(2),
    beside: new Float64Array(n - 1).fill(-1),
  };
  for (let place = 0; place < n; place += 1) {
    const expected = 2 - 2 * Math.cos(((place + 1) * Math.PI) / (n + 1));
    expect(eigenvalueAt(matrix, place)).toBeCloseTo(expected, 14);
  }
});

test('finds eigenvalues that occur several times, and those of zero', () => {
  const identity = { rows: 3, cols: 3, data: Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) };
  expect(eigenvalueAt(tridiagonalOf(identity), 1)).toBeCloseTo(1, 15);
  const zero = { rows: 3, cols: 3, data: new Float64Array(9) };
  expect(eigenvalueAt(tridiagonalOf(zero), 2)).toBe(0);
});

function randomSymmetric(rows: number): Matrix {
  const random = seededRandom(rows);
  const data = new Float64Array(rows * rows);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c <= r; c += 1) {
      data[r * rows + c] = random.next() - 0.5;
      data[c * rows + r] = data[r * rows + c];
    }
  }
  return { rows, cols: rows, data };
}
