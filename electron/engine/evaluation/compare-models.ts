import type { ModelComparison } from '#contract/evaluation/result.ts';
import type { EvaluatedSet } from '#contract/evaluation/settings.ts';
import { pairedDelong } from '#native/evaluation/auc-tests.ts';
import { delong } from '#native/evaluation/delong.ts';
import { holm } from '#native/evaluation/holm.ts';
import { noEstimate, oneClassReason } from './estimates.ts';
import type { ScoredPatient, ScoreModel } from './score-table.ts';

interface Order {
  readonly patients: readonly ScoredPatient[];
  readonly models: readonly ScoreModel[];
  /** The model that the others are compared with; null: all pairs. */
  readonly reference: string | null;
  readonly level: number;
}

/** Paired DeLong tests on each set, with Holm's adjustment over the set's comparisons. */
export function compareModels(
  { patients, models, reference, level }: Order,
  sets: readonly EvaluatedSet[],
): ModelComparison[] {
  const pairs = pairsOf(models, reference);
  return sets.flatMap((set) => {
    const compared = pairs.map(([a, b]) => compare(patients, { set, a, b, level }));
    const adjusted = holm(compared.map(({ p }) => p));
    return compared.map((comparison, n) => ({ ...comparison, holm: adjusted[n] }));
  });
}

function pairsOf(models: readonly ScoreModel[], reference: string | null) {
  const chosen = models.find(({ id }) => id === reference);
  if (chosen) {
    return models.filter((model) => model !== chosen).map((model) => [model, chosen] as const);
  }
  return models.flatMap((a, n) => models.slice(n + 1).map((b) => [a, b] as const));
}

function compare(
  patients: readonly ScoredPatient[],
  {
    set,
    a,
    b,
    level,
  }: {
    readonly set: EvaluatedSet;
    readonly a: ScoreModel;
    readonly b: ScoreModel;
    readonly level: number;
  },
): Omit<ModelComparison, 'holm'> {
  const both = patients.flatMap((patient, n) => {
    const [first, second] = [a.scores[n], b.scores[n]];
    if (patient.set !== set || first === null || second === null) return [];
    return [{ label: patient.label, first, second }];
  });
  const labels = both.map(({ label }) => label);
  const about = { set, a: a.id, b: b.id, n: both.length };
  const result = delong(labels, [both.map(({ first }) => first), both.map((one) => one.second)]);
  if (!result)
    return { ...about, difference: noEstimate(oneClassReason(labels)), z: null, p: null };
  const { difference, interval, z, p } = pairedDelong(result, 0, 1, level);
  // Nothing is tested where DeLong sees no variance at all, as of two perfect models.
  const reason = p === null ? 'no variance of the difference can be estimated' : null;
  return {
    ...about,
    difference: { value: difference, interval: interval && [interval[0], interval[1]], reason },
    ...{ z, p },
  };
}
