import { AppError } from '#contract/errors.ts';
import { sharedKey } from './report/comparison/case-keys.ts';
import {
  compareExtractions,
  comparisonTable,
  type ColumnComparison,
  type ExtractionComparison,
} from './report/comparison/compare-extractions.ts';
import { readFeatureFile } from './report/comparison/feature-file.ts';
import { readExtraction } from './report/comparison/read-extraction.ts';
import { writeTable } from './report/tables/write-table.ts';

export type { ColumnComparison };

export interface FilesComparison extends ExtractionComparison {
  /** The columns that name a case. */
  readonly matchedBy: readonly string[];
}

/** Compares two CSV files of features, as an export or an extraction writes them. */
export async function compareFiles(first: string, second: string): Promise<FilesComparison> {
  const files = [await readFeatureFile(first), await readFeatureFile(second)] as const;
  const key = sharedKey(...files);
  const compared = compareExtractions(readExtraction(files[0], key), readExtraction(files[1], key));
  if (compared.cases.length === 0) throw new AppError('tables-disjoint', { what: 'case' });
  if (compared.columns.length === 0) throw new AppError('tables-disjoint', { what: 'feature' });
  return { matchedBy: key, ...compared };
}

/** Writes a line a column; the path's ending names the format. */
export async function writeComparison(compared: ExtractionComparison, path: string): Promise<void> {
  await writeTable(comparisonTable(compared), path);
}
