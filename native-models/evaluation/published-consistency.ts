import { hanleyMcNeilVariance } from './auc-variance.ts';
import {
  checkCharacteristics,
  type CharacteristicCheck,
  type PublishedTable,
} from './published-characteristics.ts';
import {
  checkRow,
  type Printing,
  type PublishedRow,
  type RowCheck,
} from './published-performance.ts';
import { normalReach } from '../numeric/normal-distribution.ts';

/** An AUC printed for several sets together. */
export interface PublishedPooled {
  readonly model: string;
  readonly auc: number;
  readonly sd: number;
}

/** The printed numbers of a study. */
export interface PublishedStudy {
  readonly characteristics: PublishedTable;
  readonly performance: readonly PublishedRow[];
  readonly pooled: readonly PublishedPooled[];
  readonly printing?: Printing;
}

/** What an AUC over several sets could be; each beside the printed one. */
export interface PooledCheck {
  readonly model: string;
  readonly printed: { readonly auc: number; readonly sd: number };
  /** Mean of the AUCs of the sets, and its standard error from their intervals. */
  readonly mean: number;
  readonly meanError: number | null;
  /** Mean weighted by the number of cases. */
  readonly weightedMean: number;
  /** Standard error of Hanley and McNeil were the printed AUC that of the pooled cases. */
  readonly pooledError: number;
}

export interface PublishedConsistency {
  readonly characteristics: readonly CharacteristicCheck[];
  readonly performance: readonly RowCheck[];
  readonly pooled: readonly PooledCheck[];
  /** Variables whose printed p-value cannot come from the printed counts. */
  readonly impossibleP: readonly string[];
}

/**
 * Holds the printed numbers of a study against each other: percentages and p-values against counts,
 * proportions against whole numbers of cases, AUCs against their intervals.
 *
 * p-values of variables printed as mean and standard deviation are listed as not recomputable. The
 * pooled AUC cannot be had back from those of the sets; candidates are put beside it.
 */
export function publishedConsistency(study: PublishedStudy): PublishedConsistency {
  const printing = study.printing ?? { decimals: 3, level: 0.95 };
  const characteristics = checkCharacteristics(study.characteristics);
  return {
    characteristics,
    performance: study.performance.map((row) => checkRow(row, printing)),
    pooled: study.pooled.flatMap((pooled) => {
      const rows = study.performance.filter(({ model }) => model === pooled.model);
      return rows.length === 0 ? [] : [checkPooled(pooled, rows, printing.level)];
    }),
    impossibleP: characteristics
      .filter(({ verdict }) => verdict === 'cannot-be-right')
      .map(({ name }) => name),
  };
}

function checkPooled(
  { model, auc, sd }: PublishedPooled,
  rows: readonly PublishedRow[],
  level: number,
): PooledCheck {
  const sum = (value: (row: PublishedRow) => number) =>
    rows.reduce((total, row) => total + value(row), 0);
  const [positives, negatives] = [sum((row) => row.positives), sum((row) => row.negatives)];
  const variances = rows.map(({ interval }) =>
    interval ? ((interval[1] - interval[0]) / 2 / normalReach(level)) ** 2 : null,
  );
  const variance = variances.reduce(
    (total, each) => (total === null || each === null ? null : total + each),
    0,
  );
  return {
    model,
    printed: { auc, sd },
    mean: sum((row) => row.auc) / rows.length,
    meanError: variance === null ? null : Math.sqrt(variance) / rows.length,
    weightedMean: sum((row) => row.auc * (row.positives + row.negatives)) / (positives + negatives),
    pooledError: Math.sqrt(hanleyMcNeilVariance(auc, positives, negatives)),
  };
}
