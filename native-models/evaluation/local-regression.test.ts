import { expect, test } from 'vitest';
import { localRegression } from './local-regression.ts';

// Reference: R 4.2.2, lowess(x, y, iter = 0).
test.each([
  {
    what: 'a spread of less than a thousandth of the range has no slope',
    x: [0, 0.5, 0.5, 0.5, 0.5, 0.5001, 0.5003, 0.9, 1],
    y: [0, 1, 0, 0, 1, 1, 1, 0, 1],
    fitted: [
      0, 0.591248909747892, 0.591248909747892, 0.591248909747892, 0.591248909747892,
      0.727499273165261, 1, 0, 1.000000000000001,
    ],
  },
  {
    what: 'a point within a thousandth of the reach has full weight',
    x: [0, 0.0005, 0.3, 0.6, 0.8, 1],
    y: [0, 1, 0, 1, 1, 0],
    fitted: [
      4.99998266066551e-1, 4.99167011173705e-1, 1.24376371684588e-7, 8.30897024906951e-1,
      6.89390229641078e-1, 1.39829477356912e-1,
    ],
  },
])('$what', ({ x, y, fitted }) => {
  const curve = localRegression(Float64Array.from(x), Float64Array.from(y));
  for (const [i, value] of fitted.entries()) expect(curve.y[i]).toBeCloseTo(value, 13);
});
