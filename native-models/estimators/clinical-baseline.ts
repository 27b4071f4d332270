import { mean, variance } from '../numeric/descriptive.ts';
import { matrixOf } from '../numeric/matrix.ts';
import { l2LogisticRegression, sigmoid } from './logistic-regression.ts';

/** What is known of a tumour without radiomics; `null` where it is not recorded. */
export interface ClinicalRow {
  /** Maximum diameter, cm. */
  readonly diameter: number | null;
  readonly density: string | null;
  readonly location: string | null;
}

/** Log-odds of pN+ as a sum over three variables; plain data. */
export interface ClinicalBaseline {
  /** log-odds = intercept + slope · (diameter - centre)/spread + both levels' effects. */
  readonly intercept: number;
  readonly diameter: { readonly centre: number; readonly spread: number; readonly slope: number };
  /** Effect of each level known from training; 0 for the reference, the first in alphabetical order. */
  readonly density: Readonly<Record<string, number>>;
  readonly location: Readonly<Record<string, number>>;
}

/**
 * L2 penalty: so little that with 470 cases the coefficients are those of maximum likelihood to 0.002 (20
 * simulated cohorts), yet enough that they stay finite where a variable separates the classes.
 */
export const clinicalPenalty = 0.01;

/**
 * Logistic regression on diameter (standardised), density and location (dummy-coded): what the
 * other models must beat. Cases with a missing value are left out.
 *
 * @param labels 0 or 1 per row. @throws RangeError unless both occur among complete cases.
 */
export function fitClinicalBaseline(
  rows: readonly ClinicalRow[],
  labels: ArrayLike<number>,
): ClinicalBaseline {
  if (rows.length !== labels.length) {
    throw new RangeError(`${labels.length} labels, ${rows.length} rows`);
  }
  const cases = rows.flatMap((row, n) => (isComplete(row) ? [{ ...row, label: labels[n] }] : []));
  if (cases.length === 0) throw new RangeError('no case has diameter, density and location');
  const diameters = cases.map(({ diameter }) => diameter);
  const [centre, spread] = [mean(diameters), Math.sqrt(variance(diameters)) || 1];
  const densities = levelsOf(cases.map(({ density }) => density));
  const locations = levelsOf(cases.map(({ location }) => location));
  const x = matrixOf(
    cases.map(({ diameter, density, location }) => [
      (diameter - centre) / spread,
      ...densities.slice(1).map((level) => Number(level === density)),
      ...locations.slice(1).map((level) => Number(level === location)),
    ]),
  );
  const { bias, weights } = l2LogisticRegression({ penalty: clinicalPenalty }).fit(
    x,
    Int8Array.from(cases, ({ label }) => label),
  );
  const [slope, ...effects] = weights;
  return {
    intercept: bias,
    diameter: { centre, spread, slope },
    density: effectsOf(densities, effects.slice(0, densities.length - 1)),
    location: effectsOf(locations, effects.slice(densities.length - 1)),
  };
}

/** Probability of pN+ per row; `null` where a value is missing or a level was not seen in training. */
export function clinicalProbabilities(
  model: ClinicalBaseline,
  rows: readonly ClinicalRow[],
): (number | null)[] {
  const { centre, spread, slope } = model.diameter;
  return rows.map((row) => {
    if (!isComplete(row)) return null;
    if (!Object.hasOwn(model.density, row.density)) return null;
    if (!Object.hasOwn(model.location, row.location)) return null;
    return sigmoid(
      model.intercept +
        slope * ((row.diameter - centre) / spread) +
        model.density[row.density] +
        model.location[row.location],
    );
  });
}

interface CompleteRow {
  readonly diameter: number;
  readonly density: string;
  readonly location: string;
}

function isComplete(row: ClinicalRow): row is CompleteRow {
  return Number.isFinite(row.diameter) && Boolean(row.density) && Boolean(row.location);
}

function levelsOf(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}

function effectsOf(levels: readonly string[], effects: readonly number[]) {
  return Object.fromEntries(levels.map((level, n) => [level, n === 0 ? 0 : effects[n - 1]]));
}
