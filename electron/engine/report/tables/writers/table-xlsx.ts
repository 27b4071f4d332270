import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node';
import type { TableCell, TableDocument } from '#contract/procedures/evaluation.ts';
import { withoutTimes } from '../xlsx.ts';
import { columnCount, placed, spread, type PlacedCell } from './grid.ts';
import { numberFormat } from './number-format.ts';

/**
 * Tables as an Excel workbook, a sheet each. A cell with a number behind it is that number, with a
 * format by which it looks as printed; all other text is text and never a formula. The same tables
 * give the same bytes.
 */
export async function tableXlsx(documents: readonly TableDocument[]): Promise<Uint8Array> {
  const names = sheetNames(documents.map(({ title }) => title));
  const sheets = documents.map((document, n) => {
    const rows = [...placed(document.head), ...placed(document.body)];
    return {
      sheet: names[n],
      data: sheetOf(document),
      columns: widths(rows).map((width) => ({ width })),
      orientation: 'landscape' as const,
      showGridLines: false,
    };
  });
  return withoutTimes(await writeExcelFile(sheets).toBuffer());
}

const thick = 'medium' as const;
const thin = 'thin' as const;

function sheetOf({ title, head, body, footnotes }: TableDocument): SheetData {
  const [heads, rows] = [placed(head), placed(body)];
  const columns = columnCount([...heads, ...rows]);
  const of = (row: readonly PlacedCell[], style: (cell: TableCell | null) => object) =>
    spread(row, columns).map((cell) => sheetCell(cell, style(cell)));
  return [
    [{ value: title, type: String, fontWeight: 'bold' }],
    ...heads.map((row, n) =>
      of(row, (cell) => ({
        fontWeight: 'bold',
        ...(n === 0 ? { topBorderStyle: thick } : {}),
        ...(n === heads.length - 1 || (cell?.columnSpan ?? 1) > 1
          ? { bottomBorderStyle: thin }
          : {}),
      })),
    ),
    ...rows.map((row, n) =>
      of(row, () => (n === rows.length - 1 ? { bottomBorderStyle: thick } : {})),
    ),
    ...footnotes.map((note): Cell[] => [{ value: note, type: String, fontSize: 9 }]),
  ];
}

const aligns = { left: 'left', centre: 'center', right: 'right' } as const;

function sheetCell(cell: TableCell | null, style: object): Cell {
  if (!cell) return { ...style };
  const { text, value, align, columnSpan, rowSpan } = cell;
  const format = numberFormat(cell);
  const looks = {
    ...style,
    align: aligns[align],
    ...(rowSpan > 1 ? { alignVertical: 'top' as const, rowSpan } : {}),
    ...(columnSpan > 1 ? { columnSpan } : {}),
  };
  if (value !== null && format !== null) return { ...looks, value, type: Number, format };
  return text === '' ? looks : { ...looks, value: text, type: String };
}

/** Widths in characters, by the longest text that one column must hold alone. */
function widths(rows: readonly (readonly PlacedCell[])[]): number[] {
  return Array.from({ length: columnCount(rows) }, (_, c) =>
    Math.max(
      8,
      ...rows
        .flat()
        .filter(({ column, cell }) => column === c && cell.columnSpan === 1)
        .map(({ cell }) => cell.text.length + 2),
    ),
  );
}

/** "Table 1" of "Table 1. …"; what Excel allows in a sheet's name, each once. */
function sheetNames(titles: readonly string[]): string[] {
  const names = titles.map((title) =>
    title
      .split('.')[0]
      .replaceAll(/[[\]:*?/\\']/g, ' ')
      .slice(0, 28)
      .trim(),
  );
  return names.map((name, n) => {
    const before = names.slice(0, n).filter((other) => other === name).length;
    return before === 0 ? name || `Table ${n + 1}` : `${name} ${before + 1}`;
  });
}
