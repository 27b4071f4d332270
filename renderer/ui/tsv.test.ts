import { expect, test } from 'vitest';
import { toTsv } from './tsv.ts';

const columns = [
  { title: 'Patient', sortValue: (r: { code: string; mm3: number | null }) => r.code },
  { title: 'Mask, mm³', sortValue: (r: { code: string; mm3: number | null }) => r.mm3 },
  { title: 'Picture' },
];

test('numbers keep their digits, missing values are empty, other columns are left out', () => {
  const text = toTsv(
    [
      { code: 'P-1', mm3: 1493.25 },
      { code: 'P-2', mm3: null },
    ],
    columns,
  );
  expect(text).toBe('Patient\tMask, mm³\nP-1\t1493.25\nP-2\t');
});

test('words stand for values that are only ranks', () => {
  const ranked = [{ title: 'Draft', sortValue: () => 2, text: () => 'not sure' }];
  expect(toTsv([{}], ranked)).toBe('Draft\nnot sure');
});

test('a tab or line break inside a cell cannot shift the others', () => {
  expect(toTsv([{ code: 'a\tb\nc', mm3: 1 }], columns).split('\n')[1]).toBe('a b c\t1');
});
