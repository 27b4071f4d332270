/** A curve through points, by ascending x. */
export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Share of the points that each local line is fitted to. */
const SPAN = 2 / 3;

/** Points closer than this share of the range share one fit; between fits the curve is straight. */
const STEP = 0.01;

/** Weighted spread of x, as a share of its range, below which a local line is level. */
const LEVEL = 0.001;

/**
 * Locally weighted linear regression without robustness weights, as R's `lowess(iter = 0)`.
 *
 * @param x Ascending. @param y One value per x.
 * Source: Cleveland WS, J Am Stat Assoc 74:829-836, 1979.
 */
export function localRegression(x: Float64Array, y: Float64Array): Curve {
  const n = x.length;
  const fitted = new Float64Array(n);
  const size = Math.max(2, Math.min(n, Math.floor(SPAN * n + 1e-7)));
  const range = n === 0 ? 0 : x[n - 1] - x[0];
  let from = 0;
  let last = -1;
  for (let at = 0; at < n;) {
    while (from + size < n && x[at] - x[from] > x[from + size] - x[at]) from += 1;
    const window = { from, to: Math.min(n, from + size) - 1 };
    fitted[at] = valueAt({ x, y, range }, window, x[at]);
    fillBetween(fitted, x, last, at);
    last = at;
    while (last + 1 < n && x[last + 1] === x[at]) fitted[++last] = fitted[at];
    at = nextFit(x, last, x[at] + STEP * range);
  }
  return { x, y: fitted };
}

/** The last point up to a cut, or the one after `last`, where the next line is fitted. */
function nextFit(x: Float64Array, last: number, cut: number): number {
  let next = last + 1;
  while (next < x.length && x[next] <= cut) next += 1;
  return Math.max(last + 1, next - 1);
}

/** Straight from one fitted point to the next. */
function fillBetween(fitted: Float64Array, x: Float64Array, last: number, at: number): void {
  for (let between = last + 1; last >= 0 && between < at; between += 1) {
    const share = (x[between] - x[last]) / (x[at] - x[last]);
    fitted[between] = share * fitted[at] + (1 - share) * fitted[last];
  }
}

interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly range: number;
}

/** Value at `centre` of the line through the points of a window, by tricube weights. */
function valueAt(
  { x, y, range }: Points,
  { from, to }: { readonly from: number; readonly to: number },
  centre: number,
): number {
  const reach = Math.max(centre - x[from], x[to] - centre);
  const weights: number[] = [];
  let [total, meanX, meanY] = [0, 0, 0];
  // Points beyond the window that lie as near as its edge count as well.
  for (let i = from; i < x.length && x[i] - centre <= 0.999 * reach; i += 1) {
    const weight = tricube(Math.abs(x[i] - centre), reach);
    weights.push(weight);
    total += weight;
    meanX += weight * x[i];
    meanY += weight * y[i];
  }
  meanX /= total;
  meanY /= total;
  let [xx, xy] = [0, 0];
  for (const [k, weight] of weights.entries()) {
    const gap = x[from + k] - meanX;
    xx += (weight / total) * gap * gap;
    xy += (weight / total) * gap * y[from + k];
  }
  const slope = Math.sqrt(xx) > LEVEL * range ? xy / xx : 0;
  return meanY + slope * (centre - meanX);
}

function tricube(distance: number, reach: number): number {
  if (distance <= 0.001 * reach) return 1;
  return distance <= 0.999 * reach ? (1 - (distance / reach) ** 3) ** 3 : 0;
}
