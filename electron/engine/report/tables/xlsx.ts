import { unzipSync, zipSync } from 'fflate';
import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { requireWellFormed, type Table } from './table.ts';

/**
 * A table as one sheet of an Excel workbook. Numbers are stored as numbers, which every locale
 * shows in its own way, with all digits of the double; text stays text and is never a formula.
 * Empty cells are left out. The same table gives the same bytes.
 */
export async function xlsxFile(table: Table): Promise<Uint8Array> {
  requireWellFormed(table);
  const header = table.columns.map(({ name }) => ({
    value: name,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const rows = table.rows.map((cells) =>
    cells.map((value) => {
      if (value === null) return null;
      return typeof value === 'number' ? { value, type: Number } : { value, type: String };
    }),
  );
  const data: SheetData = [header, ...rows];
  const file = await writeExcelFile(data, { sheet: 'table', stickyRowsCount: 1 }).toBuffer();
  return withoutTimes(file);
}

/** The archive with every part dated alike: the earliest day that ZIP can tell. */
export function withoutTimes(archive: Uint8Array): Uint8Array {
  return zipSync(unzipSync(archive), { mtime: new Date(1980, 0, 1), level: 6 });
}
