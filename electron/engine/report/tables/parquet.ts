import { parquetWriteBuffer } from 'hyparquet-writer';
import { requireWellFormed, type Table } from './table.ts';

/**
 * A table as Parquet: text as UTF-8 strings, numbers as 64-bit doubles, empty cells as nulls. The
 * same table gives the same bytes.
 */
export function parquetFile(table: Table): Uint8Array {
  requireWellFormed(table);
  const columnData = table.columns.map(({ name, type }, c) => ({
    name,
    type: type === 'number' ? ('DOUBLE' as const) : ('STRING' as const),
    data: table.rows.map((cells) => cells[c]),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}
