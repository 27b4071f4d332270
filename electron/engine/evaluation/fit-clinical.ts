import { AppError } from '#contract/errors.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import { matrixOf } from '#native/numeric/matrix.ts';
import { trainingAmong, type FitResult, type FitServices } from './fit-model.ts';
import type { ClinicalSettings } from './fit-tasks.ts';
import { factsOf, type Member } from './locked-cohort.ts';

/** Weak: it only keeps the weights finite where a fact separates a small training set. */
const settings: ClinicalSettings = { penalty: 1 };

/** What the baseline knows of a patient: diameter in cm, and 1 or 0 for each word. */
const columns = ['diameter (cm)', 'solid', 'location middle', 'location outer'] as const;

/**
 * The clinical-only baseline: logistic regression of diameter, density and location. Members of whom
 * one of them is not recorded are left out and have no score.
 */
export async function fitClinical(
  { run }: Pick<FitServices, 'run'>,
  { members }: { readonly members: readonly Member[] },
  { signal, report }: JobControl,
): Promise<FitResult> {
  const known = members.flatMap((member) => {
    const row = rowOf(member);
    return row ? [{ ...member, member, row }] : [];
  });
  const training = trainingAmong(known);
  report(null, 'diameter, density and location');
  const order = {
    training: matrixOf(training.map(({ row }) => row)),
    labels: training.map(({ label }) => label),
    all: matrixOf(known.map(({ row }) => row)),
    settings,
  };
  const fitted = await run('fit-clinical', order, { signal, pool: 'bulk' });
  if ('impossible' in fitted) throw new AppError('fit-impossible', { reason: fitted.impossible });
  return {
    name: 'Clinical baseline',
    settings: {
      model: 'logistic regression',
      facts: columns.join(', '),
      ...settings,
      trainingCases: training.length,
    },
    model: { ...fitted.model, columns },
    scores: known.map(({ member }, n) => ({ member, probability: fitted.probabilities[n] })),
  };
}

function rowOf(member: Member): number[] | undefined {
  const { diameterCm, density, location } = factsOf(member);
  if (diameterCm === null || density === null || location === null) return undefined;
  return [
    diameterCm,
    Number(density === 'solid'),
    Number(location === 'middle'),
    Number(location === 'outer'),
  ];
}
