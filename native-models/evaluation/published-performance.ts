import { normalReach } from '../numeric/normal-distribution.ts';
import { hanleyMcNeilVariance } from './auc-variance.ts';
import { performanceOf, type Confusion, type ProportionName } from './confusion.ts';
import { printsAs, roundingOf } from './printed.ts';
import type { Interval } from './scored-cases.ts';

/** A row of a published performance table; rounded numbers. */
export interface PublishedRow extends Readonly<Record<ProportionName, number>> {
  readonly model: string;
  readonly set: string;
  readonly positives: number;
  readonly negatives: number;
  readonly auc: number;
  /** 95 % unless told otherwise. */
  readonly interval: Interval | null;
}

/** How the numbers of a row were printed. */
export interface Printing {
  readonly decimals: number;
  readonly level: number;
}

export interface RowCheck {
  readonly model: string;
  readonly set: string;
  /** All tables of whole numbers that print as the row. */
  readonly confusions: readonly Confusion[];
  /** Where there is none, the proportions that do not fit the sensitivity and specificity. */
  readonly conflicts: readonly ProportionName[];
  readonly auc: AucCheck | null;
}

/** What a printed AUC and its interval say about each other. */
export interface AucCheck {
  /** Standard error that the width of the interval stands for. */
  readonly standardError: number;
  /** Whether the interval has the AUC at its middle, as a Wald interval that was not clipped. */
  readonly centred: boolean;
  /** Largest standard error DeLong's estimator can give at this AUC and numbers of cases. */
  readonly largestStandardError: number;
  readonly possible: boolean;
  /** Standard error of Hanley and McNeil, for orientation. */
  readonly hanleyMcNeil: number;
}

/** Recovers the counts behind a row and holds its AUC to its interval. */
export function checkRow(row: PublishedRow, printing: Printing): RowCheck {
  const confusions = confusionsBehind(row, printing.decimals);
  return {
    model: row.model,
    set: row.set,
    confusions,
    conflicts: confusions.length > 0 ? [] : conflictsOf(row, printing.decimals),
    auc: row.interval && checkAuc(row, row.interval, printing),
  };
}

const proportions = ['accuracy', 'sensitivity', 'specificity', 'ppv', 'npv'] as const;

/**
 * All tables of whole numbers whose proportions print as those of a row.
 *
 * @param row Numbers of cases and rounded proportions.
 */
export function confusionsBehind(
  row: Pick<PublishedRow, ProportionName | 'positives' | 'negatives'>,
  decimals: number,
): Confusion[] {
  return candidates(row, decimals).filter(
    (confusion) => disagreeing(confusion, row, decimals).length === 0,
  );
}

/** The tables of the printed sensitivity and specificity. */
function candidates(
  row: Pick<PublishedRow, ProportionName | 'positives' | 'negatives'>,
  decimals: number,
): Confusion[] {
  const { positives, negatives } = row;
  const tps = countsThatPrint(row.sensitivity, positives, decimals);
  const tns = countsThatPrint(row.specificity, negatives, decimals);
  return tps.flatMap((tp) => tns.map((tn) => ({ tp, fn: positives - tp, tn, fp: negatives - tn })));
}

function countsThatPrint(printed: number, n: number, decimals: number): number[] {
  const counts = Array.from({ length: n + 1 }, (_, count) => count);
  return counts.filter((count) => printsAs(count / n, printed, decimals));
}

function disagreeing(
  confusion: Confusion,
  row: Readonly<Record<ProportionName, number>>,
  decimals: number,
): ProportionName[] {
  const performance = performanceOf(confusion);
  return proportions.filter((name) => {
    const value = performance[name];
    return value === null || !printsAs(value, row[name], decimals);
  });
}

/** The fewest proportions that disagree with any table of the sensitivity and specificity. */
function conflictsOf(row: PublishedRow, decimals: number): readonly ProportionName[] {
  const conflicts = candidates(row, decimals).map((confusion) =>
    disagreeing(confusion, row, decimals),
  );
  if (conflicts.length > 0) return conflicts.reduce((a, b) => (b.length < a.length ? b : a));
  const whole = (name: 'sensitivity' | 'specificity', n: number) =>
    countsThatPrint(row[name], n, decimals).length > 0 ? [] : [name];
  return [...whole('sensitivity', row.positives), ...whole('specificity', row.negatives)];
}

/**
 * The bound: placements lie in [0, 1] around the AUC θ, so that their variance in a class of m is at
 * most θ (1 - θ) m / (m - 1).
 */
function checkAuc(row: PublishedRow, [lower, upper]: Interval, printing: Printing): AucCheck {
  const { auc, positives, negatives } = row;
  const rounding = roundingOf(printing.decimals);
  const reach = normalReach(printing.level);
  const clipped = lower <= 0 || upper >= 1;
  const standardError = (upper - lower) / 2 / reach;
  // The AUC nearest to one half within its rounding leaves the most room.
  const widest = Math.abs(auc - 0.5) <= rounding ? 0.5 : auc - Math.sign(auc - 0.5) * rounding;
  const largest = Math.sqrt(
    widest * (1 - widest) * (1 / Math.max(1, positives - 1) + 1 / Math.max(1, negatives - 1)),
  );
  return {
    standardError,
    centred: clipped || Math.abs((lower + upper) / 2 - auc) <= 2 * rounding,
    largestStandardError: largest,
    possible: standardError - rounding / reach <= largest,
    hanleyMcNeil: Math.sqrt(hanleyMcNeilVariance(auc, positives, negatives)),
  };
}
