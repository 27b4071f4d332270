import { AppError } from '#contract/errors.ts';
import {
  clinicalPenalty,
  clinicalProbabilities,
  fitClinicalBaseline,
  type ClinicalBaseline,
  type ClinicalRow,
} from '#native/estimators/clinical-baseline.ts';
import { trainingAmong, type FitResult } from './fit-model.ts';
import { factsOf, type Member } from './locked-cohort.ts';

/**
 * The clinical-only baseline: logistic regression of diameter, density and location, a matter of
 * milliseconds. Members of whom one of them is not recorded are left out and have no score.
 */
export function fitClinical(members: readonly Member[]): FitResult {
  const known = members.filter((member) => Object.values(rowOf(member)).every(isKnown));
  const training = trainingAmong(known);
  const model = explained(training);
  const probabilities = clinicalProbabilities(model, known.map(rowOf));
  return {
    name: 'Clinical baseline',
    settings: {
      model: 'logistic regression',
      facts: 'diameter (cm), density, location',
      penalty: clinicalPenalty,
      trainingCases: training.length,
    },
    model,
    scores: known.flatMap((member, n) => {
      const probability = probabilities[n];
      return probability === null ? [] : [{ member, probability }];
    }),
  };
}

function rowOf(member: Member): ClinicalRow {
  const { diameterCm, density, location } = factsOf(member);
  return { diameter: diameterCm, density, location };
}

function isKnown(value: unknown): boolean {
  return value !== null;
}

function explained(training: readonly Member[]): ClinicalBaseline {
  try {
    return fitClinicalBaseline(
      training.map(rowOf),
      training.map(({ label }) => label),
    );
  } catch (error) {
    if (error instanceof RangeError)
      throw new AppError('fit-impossible', { reason: error.message });
    throw error;
  }
}
