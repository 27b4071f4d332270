import type { EvaluationResult, ModelPerformance } from '#contract/evaluation/result.ts';
import type { EvaluatedSet, EvaluationSettings } from '#contract/evaluation/settings.ts';
import { recalibrateToPrevalence } from '#native/evaluation/recalibration.ts';
import { compareModels } from './compare-models.ts';
import { aggregateAuc } from './discrimination.ts';
import { settlePlaces } from './model-places.ts';
import { learnedPrevalence, remarksOn } from './remarks.ts';
import type { ScoredPatient, ScoreModel, ScoreTable } from './score-table.ts';
import { setPerformance } from './set-performance.ts';
import { setTitles } from './set-names.ts';
import { countPositives, isEvaluated, scoresWhere, setsOf, type Scores } from './set-scores.ts';
import { subgroupsOf } from './subgroups.ts';
import { lockThreshold, type Judge } from './thresholds.ts';

/**
 * Everything that tables, figures and screens tell of models on sets of patients. Pure: the same
 * scores and settings give the same result. Patients without a score of a model are left out of what
 * is told of it; a set in which something cannot be told says why.
 */
export function evaluateScores(table: ScoreTable, settings: EvaluationSettings): EvaluationResult {
  const { patients } = table;
  const { models, displaced } = settlePlaces(table.models);
  const sets = setsOf(patients);
  const { level, reference } = settings;
  const performances = models.map((model) => performanceOf(patients, { model, sets, settings }));
  return {
    settings,
    sets: sets.map((set) => {
      const labels = patients.flatMap((patient) => (patient.set === set ? [patient.label] : []));
      return { set, n: labels.length, positives: countPositives(labels) };
    }),
    models: performances,
    comparisons: compareModels({ patients, models, reference, level }, sets),
    subgroups: subgroupsOf(patients, models, level),
    remarks: remarksOn({ patients, models, displaced, settings, performances }),
  };
}

function performanceOf(
  patients: readonly ScoredPatient[],
  {
    model,
    sets,
    settings,
  }: {
    readonly model: ScoreModel;
    readonly sets: readonly EvaluatedSet[];
    readonly settings: EvaluationSettings;
  },
): ModelPerformance {
  const { id, name, table2, table3, probabilities, synthetic } = model;
  const inSet = (set: EvaluatedSet) =>
    scoresWhere(patients, model, (patient) => patient.set === set);
  const locked = lockThreshold(judgesOf(patients, model));
  const told = sets.map((set) => {
    const own = inSet(set);
    const order = { set, own, locked, probabilities: null };
    if (!probabilities) return setPerformance(order, settings);
    const carried = carriedOver(own, learnedPrevalence(patients), settings.prevalence);
    return setPerformance({ ...order, probabilities: carried }, settings);
  });
  const pooled = scoresWhere(patients, model, isEvaluated);
  return {
    ...{ id, name, table2, table3, probabilities, synthetic },
    sets: told,
    aauc: aggregateAuc(
      pooled,
      told.map(({ set, n, auc }) => ({ title: setTitles[set], n, auc: auc.value })),
    ),
  };
}

/** The patients of internal validation that the model has scored. */
function judgesOf(patients: readonly ScoredPatient[], { scores }: ScoreModel): Judge[] {
  return patients.flatMap(({ set, label }, n) => {
    const score = scores[n];
    return set === 'validation' && score !== null ? [{ set, label, score }] : [];
  });
}

/** Probabilities as they would be where pN+ is as common as stated; the ranking stays. */
function carriedOver(
  { scores }: Scores,
  from: number | null,
  to: number | null,
): ArrayLike<number> {
  return from === null || to === null ? scores : recalibrateToPrevalence(scores, from, to);
}
