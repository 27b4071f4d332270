import { evaluatedSet, type EvaluatedSet } from '#contract/evaluation/settings.ts';
import type { ClassLabel, ScoredPatient, ScoreModel } from './score-table.ts';

/** A model's scores of the patients who have one. */
export interface Scores {
  readonly labels: readonly ClassLabel[];
  readonly scores: readonly number[];
}

/** Scores of the patients that a condition picks; those without a score are left out. */
export function scoresWhere(
  patients: readonly ScoredPatient[],
  model: Pick<ScoreModel, 'scores'>,
  picks: (patient: ScoredPatient) => boolean,
): Scores {
  const labels: ClassLabel[] = [];
  const scores: number[] = [];
  for (const [n, patient] of patients.entries()) {
    const score = model.scores[n];
    if (score === null || !picks(patient)) continue;
    labels.push(patient.label);
    scores.push(score);
  }
  return { labels, scores };
}

/** The sets that have patients, in the order of the study. */
export function setsOf(patients: readonly Pick<ScoredPatient, 'set'>[]): readonly EvaluatedSet[] {
  return evaluatedSet.options.filter((set) => patients.some((patient) => patient.set === set));
}

/** Whether performance is told of the patient's set at all. */
export function isEvaluated({ set }: Pick<ScoredPatient, 'set'>): boolean {
  return set !== 'training';
}

export function countPositives(labels: readonly ClassLabel[]): number {
  return labels.filter((label) => label === 1).length;
}
