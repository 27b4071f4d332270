/** Finest grid: a millionth of the variable's unit (of a year: half a minute). */
const MOST_DECIMALS = 6;

/** Sums up to this size are exact with room for a sign and a few additions. */
const LARGEST_SUM = 2 ** 50;

/** A numeric variable in whole steps of a decimal grid, so that sums and ties are exact. */
export interface Grid {
  readonly stepsPerUnit: number;
  readonly toSteps: (value: number) => number;
  /** The decimal number nearest to that many steps. */
  readonly toUnits: (steps: number) => number;
}

/**
 * Decimal ages have no exact binary form: 60.3 - 55.3 exceeds 5, and two sums of the same differences
 * may differ in the last bit. On a grid both are integers. Values with at most six decimals lie on it
 * exactly, finer ones are rounded to it; only for huge values is the grid coarser.
 *
 * @param values Finite numbers of one variable.
 * @param terms How many differences of two such values are summed at most.
 */
export function gridFor(values: readonly number[], terms: number): Grid {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const room = Math.log10(LARGEST_SUM / (2 * largest * (terms + 1)));
  const stepsPerUnit = 10 ** Math.min(MOST_DECIMALS, Math.floor(room));
  return {
    stepsPerUnit,
    toSteps: (value) => Math.round(value * stepsPerUnit),
    toUnits: (steps) => steps / stepsPerUnit,
  };
}
