import { delongRows } from './delong.ts';
import { matchingRows } from './matching.ts';
import type { BenchRow } from './row.ts';
import { selectionRows } from './selection.ts';

/** Comparison of models, matching and selection of features at sizes beyond the study's. */
export async function statisticsBench(): Promise<BenchRow[]> {
  return [...delongRows(), ...matchingRows(), ...selectionRows()];
}
