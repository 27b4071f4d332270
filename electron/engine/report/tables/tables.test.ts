import { createHash } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { csvFile, semicolonCsvFile } from './csv.ts';
import { parquetFile } from './parquet.ts';
import type { Table } from './table.ts';
import { xlsxFile } from './xlsx.ts';

const numbers = [0.1 + 0.2, -1e-7, 123456789.12345679, 5e-324, 1.7976931348623157e308, -0.5, 1e21];
const texts = ['P-1', 'Doe, "Ann"', '=1+1', 'a\r\nb', 'Große Straße 東', '<&>', ' edge '];
const table: Table = {
  columns: [
    { name: 'case', type: 'text' },
    { name: 'original_firstorder_Mean', type: 'number' },
    { name: 'note', type: 'text' },
    { name: 'empty', type: 'number' },
  ],
  rows: numbers.map((number, n) => [texts[n], number, n === 0 ? null : 'x', null]),
};

// Read by csv-parse 7, which is not what writes it.
test('CSV: cells, digits and Unicode read back; a formula is quoted as text', () => {
  const rows = parse(Buffer.from(csvFile(table)));
  expect(rows[0]).toEqual(table.columns.map(({ name }) => name));
  expect(rows.slice(1).map((row) => row[0])).toEqual(texts.with(2, "'=1+1"));
  expect(rows.slice(1).map((row) => Number(row[1]))).toEqual(numbers);
  expect(rows[1].slice(2)).toEqual(['', '']);
});

// Read by csv-parse 7 with the dialect that a German spreadsheet takes for granted.
test('CSV of a locale with decimal commas: the same cells and digits, and a byte order mark', () => {
  const bytes = Buffer.from(semicolonCsvFile(table));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows = parse(bytes, { bom: true, delimiter: ';' });
  expect(rows.slice(1).map((row) => row[0])).toEqual(texts.with(2, "'=1+1"));
  expect(rows.map((row) => row[1]).join()).not.toContain('.');
  expect(rows.slice(1).map((row) => Number(row[1].replace(',', '.')))).toEqual(numbers);
});

// Read by hyparquet; pyarrow 26.0.1 reads the same columns, types, nulls and doubles.
test('Parquet: text, doubles and nulls read back', async () => {
  const bytes = parquetFile(table);
  const rows = await parquetReadObjects({ file: bytes.slice().buffer });
  expect(rows).toEqual(
    table.rows.map(([name, mean, note, empty]) => ({
      case: name,
      original_firstorder_Mean: mean,
      note,
      empty,
    })),
  );
});

/** The cells of the sheet: `t` of a cell, and its value with shared strings looked up. */
async function sheetCells(): Promise<ReadonlyMap<string, string | number>> {
  const parts = unzipSync(await xlsxFile(table));
  const text = (name: string) => strFromU8(parts[name] ?? new Uint8Array());
  const unescape = (xml: string) =>
    xml.replace(/&(lt|gt|quot|amp|apos);/g, (_, name: string) => {
      return { lt: '<', gt: '>', quot: '"', amp: '&', apos: "'" }[name] ?? '';
    });
  const shared = [...text('xl/sharedStrings.xml').matchAll(/<t[^>]*>([^]*?)<\/t>/g)].map((m) =>
    unescape(m[1]),
  );
  const cells = text('xl/worksheets/sheet1.xml').matchAll(/<c r="(\w+)"([^>]*)>([^]*?)<\/c>/g);
  return new Map(
    [...cells].map(([, at, attributes, content]) => {
      const value = /<v>(.*?)<\/v>/.exec(content)?.[1] ?? '';
      return [at, attributes.includes('t="s"') ? shared[Number(value)] : Number(value)];
    }),
  );
}

// openpyxl 3.1.5 reads the same cells and types.
test('XLSX: numbers are numbers with every digit, text is text, empty cells are absent', async () => {
  const cells = await sheetCells();
  expect(['A1', 'B1', 'C1', 'D1'].map((at) => cells.get(at))).toEqual(
    table.columns.map(({ name }) => name),
  );
  expect(numbers.map((_, n) => cells.get(`B${n + 2}`))).toEqual(numbers);
  expect(texts.map((_, n) => cells.get(`A${n + 2}`))).toEqual(texts);
  expect(cells.has('C2')).toBe(false);
});

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('the same table gives the same bytes at another time', async () => {
  const first = [csvFile(table), parquetFile(table), await xlsxFile(table)].map(digest);
  // ZIP counts time in steps of two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2100));
  expect([csvFile(table), parquetFile(table), await xlsxFile(table)].map(digest)).toEqual(first);
});

test.each([
  [[['a', NaN, 'x', null]], 'row 1, column "original_firstorder_Mean": NaN is no number'],
  [[['a', 1, 2, null]], 'row 1, column "note": 2 is no text'],
  [[['a', 1]], 'row 1 has 2 cells of 4 columns'],
])('a cell that does not fit is named', async (rows, message) => {
  const broken: Table = { columns: table.columns, rows };
  expect(() => csvFile(broken)).toThrow(message);
  expect(() => parquetFile(broken)).toThrow(message);
  await expect(xlsxFile(broken)).rejects.toThrow(message);
});
