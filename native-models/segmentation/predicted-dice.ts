import type { Traits } from './hypothesis.ts';

/** Range seen when the weights were fitted, and weights of a trait and of its square. */
interface Term {
  readonly range: readonly [low: number, high: number];
  readonly linear: number;
  readonly squared: number;
}

/** Ridge regression of Dice on eight traits, fitted on the hypotheses of 71 nodules. */
const intercept = 0.2927;
const terms: Readonly<Record<keyof Traits, Term>> = {
  logRadius: { range: [0.98, 3.03], linear: 0.0678, squared: 0.0084 },
  inner: { range: [0.24, 0.93], linear: 0.5098, squared: 0.0703 },
  cut: { range: [0, 0.97], linear: -0.0442, squared: -0.4471 },
  offset: { range: [0, 1.21], linear: -0.0769, squared: -0.1383 },
  border: { range: [0, 1], linear: -0.1431, squared: -0.175 },
  alpha: { range: [0.2, 0.62], linear: 0.0425, squared: -0.2146 },
  openingRatio: { range: [0, 1.28], linear: -0.0765, squared: 0.0184 },
  wall: { range: [0, 0.71], linear: 0.1625, squared: -0.4216 },
};

const names = Object.keys(terms) as (keyof Traits)[];

/** Above this the regression was never right. */
const ceiling = 0.95;

/**
 * Dice that a hypothesis is expected to reach with a reader's outline, in [0, 0.95]. Traits are
 * held inside the range seen in fitting: the square terms mean nothing beyond it.
 */
export function predictedDice(traits: Traits): number {
  let sum = intercept;
  for (const name of names) {
    const { range, linear, squared } = terms[name];
    const x = clamp(traits[name], range[0], range[1]);
    sum += linear * x + squared * x * x;
  }
  return clamp(sum, 0, ceiling);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
