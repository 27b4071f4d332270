import { percentileOfSorted } from '../numeric/descriptive.ts';
import { localRegression, type Curve } from './local-regression.ts';

/** Observed frequency as a smooth function of the predicted probability. */
export interface CalibrationCurve {
  /** x predicted, y observed; a point a case, ascending. */
  readonly curve: Curve;
  /** Absolute distances of the curve from the diagonal over the cases. */
  readonly meanDistance: number;
  readonly percentile90Distance: number;
  readonly largestDistance: number;
}

/**
 * Smooth calibration curve by local regression, and how far it is from right: the integrated
 * calibration index (the mean distance), E90 and Emax.
 *
 * @param labels 1 positive, 0 negative. @param probabilities In [0, 1].
 * @returns `null` with fewer than two different probabilities.
 * Source: Austin PC, Steyerberg EW, Statistics in Medicine 38:4051-4065, 2019; numbers as
 * `val.prob` of R's rms.
 */
export function calibrationCurve(
  labels: ArrayLike<number>,
  probabilities: ArrayLike<number>,
): CalibrationCurve | null {
  const order = Array.from({ length: labels.length }, (_, i) => i).sort(
    (a, b) => probabilities[a] - probabilities[b],
  );
  const x = Float64Array.from(order, (i) => probabilities[i]);
  if (x.length === 0 || x[0] === x[x.length - 1]) return null;
  const curve = localRegression(
    x,
    Float64Array.from(order, (i) => labels[i]),
  );
  const distances = x.map((value, i) => Math.abs(value - curve.y[i])).sort();
  return {
    curve,
    meanDistance: distances.reduce((sum, distance) => sum + distance, 0) / distances.length,
    percentile90Distance: percentileOfSorted(distances, 90),
    largestDistance: distances[distances.length - 1],
  };
}
