import type { z } from 'zod';
import type { subgroupPerformance } from '#contract/evaluation/result.ts';
import { aucOf } from './discrimination.ts';
import type { ScoredPatient, ScoreModel } from './score-table.ts';
import { countPositives, isEvaluated, scoresWhere } from './set-scores.ts';

type Subgroup = z.infer<typeof subgroupPerformance>;

/** The level of a patient in each way to divide them; null for one of whom it is not known. */
const divisions: {
  readonly [B in Subgroup['by']]: (patient: ScoredPatient) => string | null;
} = {
  hospital: ({ hospital }) => hospital,
  contrast: ({ contrast }) => {
    if (contrast === null) return null;
    return contrast ? 'with contrast' : 'without contrast';
  },
};

/** AUCs by hospital and by contrast, over the patients of all evaluated sets together. */
export function subgroupsOf(
  patients: readonly ScoredPatient[],
  models: readonly ScoreModel[],
  level: number,
): Subgroup[] {
  return Object.entries(divisions).flatMap(([by, levelOf]) => {
    const levels = new Set(patients.filter(isEvaluated).map(levelOf));
    return [...levels]
      .filter((group) => group !== null)
      .sort(inReadingOrder)
      .flatMap((group) =>
        models.map((model) => {
          const mine = (patient: ScoredPatient) =>
            isEvaluated(patient) && levelOf(patient) === group;
          const scores = scoresWhere(patients, model, mine);
          return {
            ...{ model: model.id, by: by as Subgroup['by'], level: group },
            n: scores.labels.length,
            positives: countPositives(scores.labels),
            auc: aucOf(scores, level),
          };
        }),
      );
  });
}

/** Hospital 2 before hospital 10, on every machine alike. */
function inReadingOrder(a: string, b: string): number {
  const [first, second] = [a, b].map((word) => Number(/\d+/.exec(word)?.[0] ?? Number.NaN));
  if (first !== second && Number.isFinite(first - second)) return first - second;
  return a < b ? -1 : 1;
}
