import { cohortRows } from './cohort.ts';
import { delongRows } from './delong.ts';
import { matchingRows } from './matching.ts';
import type { BenchRow } from './row.ts';
import { selectionRows } from './selection.ts';

/** Comparison of models, matching, cohorts and selection of features, most at sizes beyond the study's. */
export async function statisticsBench(): Promise<BenchRow[]> {
  return [...delongRows(), ...matchingRows(), ...(await cohortRows()), ...selectionRows()];
}
