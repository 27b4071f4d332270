import type { BalanceRow, CohortFlow, Counts } from '#contract/procedures/cohort.ts';
import type {
  Estimate,
  EvaluationResult,
  ModelPerformance,
  SetPerformance,
} from '#contract/evaluation/result.ts';
import { table2Place, table3Place } from '#contract/evaluation/study-places.ts';
import type { TableOne } from '#contract/evaluation/table-one.ts';

/** Made-up studies, of the study's sizes, to look at tables and figures with. */

const sizes = [
  { set: 'validation', n: 202, positives: 101 },
  { set: 'test-1', n: 227, positives: 43 },
  { set: 'test-2', n: 426, positives: 99 },
] as const;

export function estimate(value: number, spread = 0.05): Estimate {
  const interval: [number, number] = [Math.max(0, value - spread), Math.min(1, value + spread)];
  return { value, interval, reason: null };
}

export function missing(reason: string): Estimate {
  return { value: null, interval: null, reason };
}

/** An empirical curve of so many steps with about the AUC; with 1 the perfect one. */
function steps(auc: number, count: number): SetPerformance['roc'] {
  if (auc === 1) {
    return [
      { fpr: 0, tpr: 0 },
      { fpr: 0, tpr: 1 },
      { fpr: 1, tpr: 1 },
    ];
  }
  const power = 1 / auc - 1;
  const points = Array.from({ length: count + 1 }, (_, k) => k / count);
  return points.flatMap((fpr, k) => {
    const tpr = Math.round(count * fpr ** power) / count;
    const before = k === 0 ? 0 : Math.round(count * points[k - 1] ** power) / count;
    return k === 0
      ? [{ fpr: 0, tpr: 0 }]
      : [{ fpr: points[k - 1], tpr }, ...(before === tpr && k < count ? [] : [{ fpr, tpr }])];
  });
}

function performance(
  { set, n, positives }: (typeof sizes)[number],
  auc: number,
  count: number,
): SetPerformance {
  const prevalence = positives / n;
  const groups = [0.1, 0.25, 0.4, 0.6, 0.8].map((predicted) => predicted * (0.8 + auc / 4));
  const thresholds = Array.from({ length: 99 }, (_, k) => (k + 1) / 100);
  return {
    ...{ set, n, positives, threshold: 0.42 },
    confusion: { tp: 84, fn: 17, tn: 73, fp: 28 },
    ...{ accuracy: estimate(157 / 202), sensitivity: estimate(84 / 101) },
    ...{ specificity: estimate(73 / 101), ppv: estimate(84 / 112), npv: estimate(73 / 90) },
    auc: estimate(auc),
    roc: steps(auc, count),
    brier: 0.2,
    ...{ calibrationIntercept: estimate(0.1), calibrationSlope: estimate(0.9) },
    calibration: groups.map((predicted) => ({
      ...{ predicted, observed: predicted * prevalence * 2, n: Math.round(n / 5) },
      interval: [predicted * prevalence * 1.5, Math.min(1, predicted * prevalence * 2.5)],
    })),
    netBenefit: thresholds.map((threshold) => {
      const odds = threshold / (1 - threshold);
      const all = prevalence - (1 - prevalence) * odds;
      const model = auc * prevalence - (1 - auc) * (1 - prevalence) * odds;
      return { threshold, model, all };
    }),
  };
}

/** A model with the AUC on internal validation, and somewhat less on the tests. */
export function exampleModel(
  about: Partial<ModelPerformance> & { readonly name: string },
  auc: number,
  count = 40,
): ModelPerformance {
  return {
    ...{ id: about.name, table2: null, table3: null, probabilities: true, synthetic: false },
    sets: sizes.map((size, n) => performance(size, auc === 1 ? 1 : auc - 0.04 * n, count)),
    aauc: {
      pooled: auc - 0.05,
      sd: 0.018,
      plainMean: auc - 0.04,
      weightedMean: auc - 0.045,
      reason: null,
    },
    ...about,
  };
}

/** A result of these models on the study's three sets. */
export function exampleResult(models: readonly ModelPerformance[]): EvaluationResult {
  const [a, b] = models;
  return {
    settings: {
      threshold: { mode: 'locked' },
      ...{ level: 0.95, proportionInterval: 'wilson', prevalence: null, reference: null },
    },
    sets: [...sizes],
    models: [...models],
    comparisons:
      models.length < 2
        ? []
        : sizes.map(({ set, n }) => ({
            ...{ set, a: a.id, b: b.id, n, z: -1.234, p: 0.2172, holm: 0.0004 },
            difference: { value: -0.0123, interval: [-0.0321, 0.0075], reason: null },
          })),
    subgroups: models.flatMap(({ id }) => [
      { model: id, by: 'hospital', level: 'Hospital 5', n: 227, positives: 43, auc: estimate(0.7) },
    ]),
    remarks: [],
  };
}

/** All nine networks and the other five models of Table 3. */
export function fullResult(): EvaluationResult {
  return exampleResult([
    ...table2Place.options.map((place, n) =>
      exampleModel(
        {
          ...{ name: place, table2: place },
          table3: place === 'ResNet-18 pretrained' ? 'Concatenation' : null,
        },
        0.84 - 0.008 * n,
      ),
    ),
    ...table3Place.options
      .slice(0, 5)
      .map((place, n) => exampleModel({ name: place, table3: place }, 0.81 - 0.01 * n)),
  ]);
}

export function exampleTableOne(): TableOne {
  const groups = [
    { set: 'training', label: 1, n: 235 },
    { set: 'training', label: 0, n: 235 },
    { set: 'test-1', label: 1, n: 43 },
    { set: 'test-1', label: 0, n: 184 },
  ] as const;
  const smd = [
    { set: 'training' as const, value: 0.0512 },
    { set: 'test-1' as const, value: null },
  ];
  return {
    groups: [...groups],
    variables: [
      {
        ...{ fact: 'ageYears', label: 'Age (years)', kind: 'continuous', levels: [], smd },
        means: [
          { n: 235, mean: 59.95, sd: 9.25 },
          { n: 235, mean: 59.1, sd: 9.9 },
          { n: 1, mean: 61, sd: null },
          null,
        ],
        test: { name: 'Kruskal-Wallis', statistic: 7.9, df: 3, p: 0.04803, remark: null },
      },
      {
        ...{ fact: 'sex', label: 'Gender', kind: 'categorical', means: [], smd },
        levels: [
          { label: 'Male', counts: [108, 101, 21, 0] },
          { label: 'Female', counts: [127, 134, 22, 0] },
        ],
        test: {
          ...{ name: 'chi-square', statistic: null, df: null, p: null },
          remark: 'no test: fewer than two sets',
        },
      },
    ],
  };
}

function counts(positives: number, negatives: number, unknown = 0): Counts {
  return { n: positives + negatives + unknown, positives, negatives, unknown };
}

export function exampleFlow(): CohortFlow {
  const nobody = counts(0, 0);
  return {
    screened: counts(560, 1293, 40),
    steps: [
      {
        ...{ code: 'histology', reason: 'Not invasive adenocarcinoma', enabled: true },
        ...{ excluded: counts(40, 167, 3), unknownFact: 3 },
      },
      {
        ...{ code: 'thickness', reason: 'Slice thickness > 2 mm', enabled: true },
        ...{ excluded: counts(10, 88), unknownFact: 0 },
      },
      {
        ...{ code: 'therapy', reason: 'Previous therapy', enabled: false },
        ...{ excluded: nobody, unknownFact: 0 },
      },
    ],
    excludedByHand: counts(0, 5),
    included: counts(510, 1033, 37),
    noPart: counts(5, 15),
    development: counts(363, 407, 37),
    unmatched: counts(27, 71, 37),
    sets: [
      { set: 'training', counts: counts(235, 235) },
      { set: 'validation', counts: counts(101, 101) },
      { set: 'test-1', counts: counts(43, 184) },
      { set: 'test-2', counts: counts(99, 327) },
    ],
  };
}

export function exampleBalance(): BalanceRow[] {
  const row = (
    fact: BalanceRow['fact'],
    level: string | null,
    smd: readonly (number | null)[],
  ) => ({
    ...{ fact, level, before: smd[0], after: smd[1] },
    varianceRatioBefore: level === null ? 1.12 : null,
    varianceRatioAfter: level === null ? 1.01 : null,
  });
  return [
    row('ageYears', null, [0.31, 0.02]),
    row('sex', 'male', [-0.12, 0]),
    row('density', 'solid', [0.22, 0]),
    row('location', 'inner', [null, null]),
    row('diameterCm', null, [0.55, 0.38]),
  ];
}
