import type { Estimate } from '#contract/evaluation/result.ts';
import type { TableCell } from '#contract/evaluation/table-document.ts';
import { newcombeInterval } from '#native/evaluation/auc-variance.ts';
import { intervalCell } from './cells.ts';
import { intervalText } from './number-text.ts';

const nothingTold = 'DeLong’s variance is 0 here, which says nothing of the uncertainty';

/** Where an AUC comes from, and the level of its interval. */
interface Cases {
  readonly n: number;
  readonly positives: number;
  readonly level: number;
}

/** DeLong's interval of an AUC; one that is a single point says so, with Newcombe's beside it. */
export function aucIntervalCell(auc: Estimate, { n, positives, level }: Cases): TableCell {
  const cell = differenceIntervalCell(auc);
  if (cell.note !== nothingTold || auc.value === null) return cell;
  const other = newcombeInterval(auc.value, positives, n - positives, level);
  return { ...cell, note: `${nothingTold}; Newcombe’s interval: ${intervalText(other)}` };
}

/** DeLong's interval of a difference of AUCs; one that is a single point says so. */
export function differenceIntervalCell(estimate: Estimate): TableCell {
  const cell = intervalCell(estimate);
  const { interval } = estimate;
  return interval !== null && interval[0] === interval[1] ? { ...cell, note: nothingTold } : cell;
}

/** The cell of a number with DeLong's standard error; one that is 0 says so. */
export function withZeroError(cell: TableCell, standardError: number | null): TableCell {
  return standardError === 0 ? { ...cell, note: nothingTold } : cell;
}

/** A footnote for those who read a table without the notes of its cells, where one is so. */
export function zeroVarianceNote(body: readonly (readonly TableCell[])[]): string[] {
  return body.flat().some(({ note }) => note?.startsWith(nothingTold))
    ? [
        'Where an interval is a single point or an SD is 0, DeLong’s variance is 0, as it is at an AUC of 0 or 1: this says nothing of the uncertainty',
      ]
    : [];
}
