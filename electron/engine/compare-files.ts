import {
  comparisonTable,
  type ColumnComparison,
  type ExtractionComparison,
} from './report/comparison/compare-extractions.ts';
import { compareTables, type TablesComparison } from './report/comparison/compare-tables.ts';
import { readFeatureFile } from './report/comparison/feature-file.ts';
import { writeTable } from './report/tables/write-table.ts';

export type { ColumnComparison, TablesComparison };

/** Compares two CSV files of features, as an export or an extraction writes them. */
export async function compareFiles(first: string, second: string): Promise<TablesComparison> {
  return compareTables(await readFeatureFile(first), await readFeatureFile(second));
}

/** Writes a line a column; the path's ending names the format. */
export async function writeComparison(compared: ExtractionComparison, path: string): Promise<void> {
  await writeTable(comparisonTable(compared), path);
}
