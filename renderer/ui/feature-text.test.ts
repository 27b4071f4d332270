import { expect, test } from 'vitest';
import { featureNumber, unitSign } from './feature-text.ts';

test('units are printed as in a journal', () => {
  expect(['HU', 'mm2', 'mm3', '1/mm', '1', '', 'HU2.mm3'].map(unitSign)).toEqual([
    'HU',
    'mm²',
    'mm³',
    '1/mm',
    '',
    '',
    'HU²·mm³',
  ]);
});

test('numbers have four significant digits', () => {
  expect([-612.3456, 0.00001234, 12345678, 0].map(featureNumber)).toEqual([
    '-612.3',
    '1.23e-5',
    '1.23e+7',
    '0',
  ]);
});
