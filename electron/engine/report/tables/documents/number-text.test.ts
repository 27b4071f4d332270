import { expect, test } from 'vitest';
import { fixedText, intervalText, percentText, pText } from './number-text.ts';

// Python 3.11: Decimal(repr(x)).quantize(Decimal(1).scaleb(-d), ROUND_HALF_UP)
test.each([
  [0.0005, 3, '0.001'],
  [0.2875, 3, '0.288'],
  [1.0005, 3, '1.001'],
  [0.9995, 3, '1.000'],
  [0.6125, 3, '0.613'],
  [2.675, 2, '2.68'],
  [1.45, 1, '1.5'],
  [0.25, 1, '0.3'],
  [8.25, 1, '8.3'],
  [0.0004999999999999999, 3, '0.000'],
  [1e-7, 3, '0.000'],
  [5e-324, 3, '0.000'],
  [123456789.125, 2, '123456789.13'],
  [1e21, 1, '1000000000000000000000.0'],
  [2.5, 0, '3'],
  [0, 3, '0.000'],
  [-0.0125, 3, '−0.013'],
  [-0.0004, 3, '0.000'],
])('%d to %d decimals is %s', (value, decimals, text) => {
  expect(fixedText(value, decimals)).toBe(text);
});

test('a quotient of counts rounds as the fraction itself, which binary doubles cannot hold', () => {
  // Exact: floor(n · 10³ / d + 1/2) in whole numbers.
  for (let d = 1; d <= 250; d++) {
    for (let n = 0; n <= d; n++) {
      const exact = (2 * n * 1000 + d - ((2 * n * 1000 + d) % (2 * d))) / (2 * d);
      const text = String(exact).padStart(4, '0');
      expect(fixedText(n / d, 3)).toBe(`${text.slice(0, -3)}.${text.slice(-3)}`);
    }
  }
});

test('percentages, p-values and intervals have the glyphs of the study', () => {
  expect(percentText(108, 235)).toBe('46.0');
  expect(percentText(1, 800)).toBe('0.1');
  expect([0.048, 0.0009999, 0.001, 1].map(pText)).toEqual([
    '0.048',
    '<\u20090.001',
    '0.001',
    '1.000',
  ]);
  expect(intervalText([0.753, 0.874])).toBe('0.753\u20130.874');
  expect(intervalText([-0.01, 0.02])).toBe('\u22120.010 to 0.020');
});

test('what is not finite is refused rather than printed', () => {
  expect(() => fixedText(Number.NaN, 3)).toThrow(RangeError);
});
