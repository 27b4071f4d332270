import { chiSquareUpper } from '../numeric/chi-square-distribution.ts';
import { calibrationBins, type CalibrationBin } from './calibration-bins.ts';

/** Goodness of fit of predicted probabilities in groups. */
export interface HosmerLemeshow {
  readonly statistic: number;
  readonly groups: readonly CalibrationBin[];
  /** For the data that the model was fitted to: groups - 2; `null` with two groups or fewer. */
  readonly internal: { readonly df: number; readonly p: number } | null;
  /** For other data: one degree of freedom a group. */
  readonly external: { readonly df: number; readonly p: number };
}

/**
 * Hosmer-Lemeshow test in groups of similar predicted probability.
 *
 * @param groups Number of groups; ties can leave fewer.
 * @returns `null` without any case and where a group's probabilities are all 0 or all 1.
 * Source: Hosmer DW, Lemeshow S, Communications in Statistics A 9:1043-1069, 1980.
 */
export function hosmerLemeshow(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
  groups = 10,
): HosmerLemeshow | null {
  const bins = calibrationBins(labels, probabilities, groups);
  if (bins.length === 0) return null;
  let statistic = 0;
  for (const { n, observed, expected } of bins) {
    const variance = expected * (1 - expected / n);
    if (!(variance > 0)) return null;
    statistic += (observed - expected) ** 2 / variance;
  }
  return {
    statistic,
    groups: bins,
    internal: bins.length > 2 ? withDegrees(statistic, bins.length - 2) : null,
    external: withDegrees(statistic, bins.length),
  };
}

function withDegrees(statistic: number, df: number) {
  return { df, p: chiSquareUpper(statistic, df) };
}
