import { AppError } from '#contract/errors.ts';
import type { FactComparison } from '#contract/procedures/feature-comparison.ts';
import { sharedKey } from './case-keys.ts';
import { compareExtractions, type ExtractionComparison } from './compare-extractions.ts';
import { compareFacts } from './compare-facts.ts';
import type { FeatureFile } from './feature-file.ts';
import { readExtraction } from './read-extraction.ts';

export interface TablesComparison extends ExtractionComparison {
  /** The columns that name a case. */
  readonly matchedBy: readonly string[];
  /** Whether preset, settings, code, image and mask are the same. */
  readonly facts: readonly FactComparison[];
}

/** @throws AppError `tables-disjoint` where there is nothing that both have. */
export function compareTables(first: FeatureFile, second: FeatureFile): TablesComparison {
  const key = sharedKey(first, second);
  const compared = compareExtractions(readExtraction(first, key), readExtraction(second, key));
  if (compared.cases.length === 0) throw new AppError('tables-disjoint', { what: 'case' });
  if (compared.columns.length === 0) throw new AppError('tables-disjoint', { what: 'feature' });
  return { matchedBy: key, facts: compareFacts([first, second], key), ...compared };
}
