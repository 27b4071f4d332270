import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node';
import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import { withoutTimes } from '../xlsx.ts';
import { columnCount, columnWidths, placed, spread, type PlacedCell } from './grid.ts';
import { numberFormat } from './number-format.ts';

/**
 * Tables as an Excel workbook, a sheet each. A cell with a number behind it is that number, with a
 * format by which it looks as printed; all other text is text and never a formula. The same tables
 * give the same bytes.
 */
export async function tableXlsx(documents: readonly TableDocument[]): Promise<Uint8Array> {
  const names = sheetNames(documents.map(({ title }) => title));
  const sheets = documents.map((document, n) => ({
    sheet: names[n],
    data: sheetOf(document),
    // Excel does not make a row higher for a heading of two lines, so that headings stand on one.
    columns: columnWidths([], [...placed(document.head), ...placed(document.body)]).map(
      (characters) => ({ width: characters + 3 }),
    ),
    orientation: 'landscape' as const,
    showGridLines: false,
  }));
  return withoutTimes(onePageWide(await writeExcelFile(sheets, looks).toBuffer()));
}

const looks = { fontFamily: 'Calibri', fontSize: 11 };
const thick = 'medium' as const;
const thin = 'thin' as const;

function sheetOf({ title, head, body, footnotes }: TableDocument): SheetData {
  const [heads, rows] = [placed(head), placed(body)];
  const columns = columnCount([...heads, ...rows]);
  const sheetRow = (row: readonly PlacedCell[], style: (cell: TableCell) => object) =>
    spread(row, columns).map((cell) => (cell ? sheetCell(cell, style(cell)) : null));
  return [
    [{ ...looks, value: title, type: String, fontWeight: 'bold' }],
    ...heads.map((row, n) =>
      sheetRow(row, ({ columnSpan, rowSpan }) => ({
        ...{ ...looks, fontWeight: 'bold', alignVertical: 'bottom' },
        ...(n === 0 ? { topBorderStyle: thick } : {}),
        ...(n + rowSpan === heads.length || columnSpan > 1 ? { bottomBorderStyle: thin } : {}),
      })),
    ),
    ...rows.map((row, n) =>
      sheetRow(row, ({ rowSpan }) =>
        n + rowSpan === rows.length ? { bottomBorderStyle: thick } : {},
      ),
    ),
    ...footnotes.map((note): Cell[] => [{ ...looks, value: note, type: String, fontSize: 9 }]),
  ];
}

const aligns = { left: 'left', centre: 'center', right: 'right' } as const;

function sheetCell(cell: TableCell, emphasis: object): Cell {
  const { text, value, align, columnSpan, rowSpan } = cell;
  const format = numberFormat(cell);
  const style = {
    ...{ align: aligns[align], alignVertical: 'top' as const },
    ...emphasis,
    ...(rowSpan > 1 ? { rowSpan } : {}),
    ...(columnSpan > 1 ? { columnSpan } : {}),
  };
  if (value !== null && format !== null) return { ...style, value, type: Number, format };
  return text === '' ? style : { ...style, value: text, type: String };
}

/** The workbook with each sheet as wide as its printed page, which the library has no setting for. */
function onePageWide(archive: Uint8Array): Uint8Array {
  const parts = Object.entries(unzipSync(archive)).map(([name, bytes]) => {
    if (!name.startsWith('xl/worksheets/sheet')) return [name, bytes] as const;
    const sheet = strFromU8(bytes)
      .replace(/<worksheet [^>]*>/, '$&<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
      .replace('<pageSetup ', '<pageSetup fitToWidth="1" fitToHeight="0" ');
    return [name, strToU8(sheet)] as const;
  });
  return zipSync(Object.fromEntries(parts));
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
