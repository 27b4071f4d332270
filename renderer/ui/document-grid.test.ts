import type { TableCell } from '#contract/evaluation/table-document.ts';
import { expect, test } from 'vitest';
import { gridTsv, placedCells } from './document-grid.ts';

const cell = (text: string, span: Partial<TableCell> = {}): TableCell => ({
  ...{ text, value: null, columnSpan: 1, rowSpan: 1, align: 'left', indent: false, note: null },
  ...span,
});

/** Two models of two sets each under a head of two rows. */
const document = {
  head: [
    [cell('Model', { rowSpan: 2 }), cell('Set', { rowSpan: 2 }), cell('AUC', { columnSpan: 2 })],
    [cell('value'), cell('95% CI')],
  ],
  body: [
    [cell('A', { rowSpan: 2 }), cell('Test 1'), cell('0.7'), cell('0.6–0.8')],
    [cell('Test 2'), cell('0.8'), cell('0.7–\t0.9')],
  ],
};

test('cells stand where spans of rows and columns leave room', () => {
  const places = placedCells(document).map(({ cell: { text }, row, column }) => [
    ...[text, row, column],
  ]);
  expect(places).toEqual([
    ...[
      ['Model', 0, 0],
      ['Set', 0, 1],
      ['AUC', 0, 2],
    ],
    ...[
      ['value', 1, 2],
      ['95% CI', 1, 3],
    ],
    ...[
      ['A', 2, 0],
      ['Test 1', 2, 1],
      ['0.7', 2, 2],
      ['0.6–0.8', 2, 3],
    ],
    ...[
      ['Test 2', 3, 1],
      ['0.8', 3, 2],
      ['0.7–\t0.9', 3, 3],
    ],
  ]);
});

test('a spreadsheet gets every number in its own column', () => {
  expect(gridTsv(placedCells(document))).toBe(
    [
      'Model\tSet\tAUC\t',
      '\t\tvalue\t95% CI',
      'A\tTest 1\t0.7\t0.6–0.8',
      '\tTest 2\t0.8\t0.7– 0.9',
    ].join('\n'),
  );
});

test('a part of a table is the rectangle around it', () => {
  const chosen = placedCells(document).filter(({ row, column }) => row >= 2 && column >= 2);
  expect(gridTsv(chosen)).toBe('0.7\t0.6–0.8\n0.8\t0.7– 0.9');
  expect(gridTsv([])).toBe('');
});
