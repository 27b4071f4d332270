/**
 * Deriche's recursive approximation of a Gaussian or its second derivative along a line, with the
 * constants that ITK uses. The cost does not depend on sigma.
 *
 * Sources: Deriche R, Recursively implementing the Gaussian and its derivatives, INRIA RR-1893,
 * 1993; Farneback G, Westin CF, Improving Deriche-style recursive Gaussian filters, J Math Imaging
 * Vis 26:293-299, 2006 (the constants and the scaling to unit response).
 */
export interface RecursiveFilter {
  /** Weights of the values at n, n-1, n-2, n-3 in the forward pass. */
  readonly forward: Four;
  /** Weights of the values at n+1 … n+4 in the backward pass. */
  readonly backward: Four;
  /** Weights of the four earlier results; subtracted, the same in both directions. */
  readonly feedback: Four;
}

type Four = readonly [number, number, number, number];

/**
 * Standard deviations of line around a value that count. A recursive response never ends; 13 sigma
 * away it has faded by exp(-1.3732 x 13) = 2e-8, below the single precision of the results.
 */
export const RECURSIVE_MARGIN_SIGMAS = 13;

/** 0 smooths; 2 gives the second derivative of the smoothed line. */
export type DerivativeOrder = 0 | 2;

/** One damped oscillation a cos + b sin of the exponential series. */
interface Term {
  readonly a: number;
  readonly b: number;
}

/** Frequencies and decay rates of the two oscillations, for sigma = 1. */
const FREQUENCIES = [0.6681, 2.0787] as const;
const DECAYS = [-1.3932, -1.3732] as const;

const SMOOTH: readonly [Term, Term] = [
  { a: 1.353, b: 1.8151 },
  { a: -0.3531, b: 0.0902 },
];
const SECOND: readonly [Term, Term] = [
  { a: -1.3563, b: 5.2318 },
  { a: 0.3446, b: -2.2355 },
];

/**
 * @param sigma Standard deviation in voxels; > 0.
 * @param gain Factor on the result, e.g. sigma^2 to compare second derivatives across scales.
 */
export function recursiveGaussian(
  sigma: number,
  order: DerivativeOrder,
  gain = 1,
): RecursiveFilter {
  if (!(sigma > 0)) throw new RangeError(`sigma must be > 0 voxels, got ${sigma}`);
  const wave = oscillations(sigma);
  const feedback = denominator(wave);
  const d = moments([1, ...feedback]);
  const smooth = numerator(SMOOTH, wave);
  if (order === 0) {
    const { sum } = moments(smooth);
    return symmetric(scale(smooth, gain / ((2 * sum) / d.sum - smooth[0])), feedback);
  }
  const second = numerator(SECOND, wave);
  // A share of the smoothing kernel takes away the constant part, so that a flat line gives 0.
  const beta =
    -(2 * moments(second).sum - d.sum * second[0]) / (2 * moments(smooth).sum - d.sum * smooth[0]);
  const combined = combine(second, smooth, beta);
  const n = moments(combined);
  const response =
    (n.second * d.sum ** 2 -
      d.second * n.sum * d.sum -
      2 * n.first * d.first * d.sum +
      2 * d.first ** 2 * n.sum) /
    d.sum ** 3;
  return symmetric(scale(combined, gain / response), feedback);
}

interface Oscillation {
  readonly sin: number;
  readonly cos: number;
  readonly exp: number;
}

function oscillations(sigma: number): readonly [Oscillation, Oscillation] {
  const of = (which: 0 | 1): Oscillation => ({
    sin: Math.sin(FREQUENCIES[which] / sigma),
    cos: Math.cos(FREQUENCIES[which] / sigma),
    exp: Math.exp(DECAYS[which] / sigma),
  });
  return [of(0), of(1)];
}

/** Product of the two terms' denominators 1 - 2 e cos z + e^2 z^2, without its leading 1. */
function denominator([p, q]: readonly [Oscillation, Oscillation]): Four {
  return [
    -2 * (q.exp * q.cos + p.exp * p.cos),
    4 * q.cos * p.cos * p.exp * q.exp + p.exp ** 2 + q.exp ** 2,
    -2 * p.cos * p.exp * q.exp ** 2 - 2 * q.cos * q.exp * p.exp ** 2,
    p.exp ** 2 * q.exp ** 2,
  ];
}

/** Both terms over the common denominator. */
function numerator(
  [s, t]: readonly [Term, Term],
  [p, q]: readonly [Oscillation, Oscillation],
): Four {
  return [
    s.a + t.a,
    q.exp * (t.b * q.sin - (t.a + 2 * s.a) * q.cos) +
      p.exp * (s.b * p.sin - (s.a + 2 * t.a) * p.cos),
    2 * p.exp * q.exp * ((s.a + t.a) * q.cos * p.cos - s.b * q.cos * p.sin - t.b * p.cos * q.sin) +
      t.a * p.exp ** 2 +
      s.a * q.exp ** 2,
    q.exp * p.exp ** 2 * (t.b * q.sin - t.a * q.cos) +
      p.exp * q.exp ** 2 * (s.b * p.sin - s.a * p.cos),
  ];
}

/** Sum of coefficients, and sums weighted by their index and its square. */
function moments(coefficients: readonly number[]) {
  const weighted = (power: number): number =>
    coefficients.reduce((total, c, n) => total + n ** power * c, 0);
  return { sum: weighted(0), first: weighted(1), second: weighted(2) };
}

function scale([a, b, c, d]: Four, by: number): Four {
  return [a * by, b * by, c * by, d * by];
}

function combine(a: Four, b: Four, share: number): Four {
  return [a[0] + share * b[0], a[1] + share * b[1], a[2] + share * b[2], a[3] + share * b[3]];
}

/** The backward pass of an even kernel: its mirror image without the centre. */
function symmetric(forward: Four, feedback: Four): RecursiveFilter {
  const [n0, n1, n2, n3] = forward;
  const [d1, d2, d3, d4] = feedback;
  return {
    forward,
    feedback,
    backward: [n1 - d1 * n0, n2 - d2 * n0, n3 - d3 * n0, -d4 * n0],
  };
}
