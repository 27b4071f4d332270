import { expect, test } from 'vitest';
import { describeFacts } from './comparison-words.ts';
import type { FactComparison } from './procedures/feature-comparison.ts';

const fact = (
  name: FactComparison['fact'],
  values: readonly [first: string[], second: string[], cases: number],
): FactComparison => ({ fact: name, first: values[0], second: values[1], cases: values[2] });

test('differences come first, with their values; then what is the same, then what is not told', () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  expect(
    describeFacts(
      [
        fact('preset', [['p version 1'], ['p version 2'], 3]),
        fact('settings', [[a], [b], 3]),
        fact('code', [['1.0'], ['1.0'], 0]),
        fact('image', [[a], [a], 0]),
        fact('mask', [[a, b], [a], 1]),
      ],
      3,
    ),
  ).toEqual([
    'Preset differs in every case: p version 1 in the first, p version 2 in the second.',
    'Settings differ in every case: aaaaaaaaaaaa in the first, bbbbbbbbbbbb in the second.',
    'Mask differs in 1 of 3 cases.',
    'The same in both: code version, image.',
  ]);
});

test('what a table does not tell is said', () => {
  expect(
    describeFacts(
      [fact('preset', [['p'], [], 0]), fact('code', [[], ['1.0'], 0]), fact('mask', [[], [], 0])],
      2,
    ),
  ).toEqual([
    'The second does not tell the preset.',
    'The first does not tell the code version.',
    'Neither tells the mask.',
  ]);
});

test('many values are counted', () => {
  expect(describeFacts([fact('code', [['1', '2', '3'], ['4'], 2])], 4)).toEqual([
    'Code version differs in 2 of 4 cases: 3 different ones in the first, 4 in the second.',
  ]);
});
