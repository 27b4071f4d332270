import { listed, statisticsReference, type RNumber } from './r-reference.ts';

// Reference: pROC 1.18.0 on R 4.2.2.

interface Best {
  readonly threshold: RNumber;
  readonly sensitivity: number;
  readonly specificity: number;
}

export interface Curve {
  readonly n_pos: number;
  readonly n_neg: number;
  readonly auc: number;
  readonly delong_var: RNumber;
  readonly delong_se: RNumber;
  readonly ci95_delong: readonly RNumber[];
  readonly hanley_mcneil_se: RNumber;
  readonly wilcox_U: number;
  readonly youden_best: readonly (Best & {
    readonly tp: number;
    readonly tn: number;
    readonly fp: number;
    readonly fn: number;
    readonly youden: number;
  })[];
  readonly closest_topleft: readonly Best[];
  readonly thresholds: readonly RNumber[];
  readonly sensitivities: readonly number[];
  readonly specificities: readonly number[];
}

export interface Compared {
  readonly a: string;
  readonly b: string;
  readonly auc_a: number;
  readonly auc_b: number;
  readonly cov: RNumber;
  readonly paired_delong: {
    readonly statistic: RNumber;
    readonly p_value: RNumber;
    readonly ci_diff: readonly RNumber[];
  };
  readonly unpaired_delong: {
    readonly statistic: RNumber;
    readonly df: RNumber;
    readonly p_value: RNumber;
  };
}

/** One set of cases with their models, curves and tests, however its file arranges them. */
export interface Study {
  readonly name: string;
  readonly labels: readonly number[];
  readonly models: ReadonlyMap<string, readonly number[]>;
  readonly curves: ReadonlyMap<string, Curve>;
  readonly tests: readonly Compared[];
}

type Loose = Readonly<Record<string, unknown>>;

function isCurve(value: unknown): value is Curve {
  return typeof value === 'object' && value !== null && 'sensitivities' in value;
}

function isCompared(value: unknown): value is Compared {
  return typeof value === 'object' && value !== null && 'paired_delong' in value;
}

/** A model without scores of its own is another one of the file in disguise. */
function derived(name: string, models: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const [first] = models.values();
  if (name === 'reversed') return first.map((score) => -score);
  if (name === 'constant') return first.map(() => 0.5);
  throw new Error(`no scores for the curve "${name}"`);
}

function studyOf(name: string, file: Loose): Study {
  const inputs = file['inputs'] as Loose;
  const labels = (inputs['y'] ?? inputs['outcome_poor']) as readonly number[];
  const models = new Map(
    Object.entries(inputs).filter(
      ([key, values]) =>
        key !== 'y' && key !== 'outcome_poor' && typeof (values as unknown[])[0] === 'number',
    ) as [string, readonly number[]][],
  );
  const parts = { ...file, ...(file['roc'] as Loose | undefined) };
  const curves = new Map(
    Object.entries(parts).filter((entry): entry is [string, Curve] => isCurve(entry[1])),
  );
  for (const curve of curves.keys()) {
    if (!models.has(curve)) models.set(curve, derived(curve, models));
  }
  const listed = (file['tests'] ?? []) as readonly unknown[];
  const tests = [...Object.values(file), ...listed].filter(isCompared);
  return { name, labels, models, curves, tests };
}

function tinyStudies(): Study[] {
  const file = statisticsReference<{
    cases: readonly { y: number | number[]; x: number | number[]; result: unknown }[];
  }>('roc_tiny.json');
  return (file?.cases ?? []).map(({ y, x, result }, i) => ({
    name: `roc_tiny ${i}`,
    labels: listed(y),
    models: new Map([['x', listed(x)]]),
    curves: new Map(isCurve(result) ? [['x', result]] : []),
    tests: [],
  }));
}

/** All sets of cases with ROC curves; none where the data are absent. */
export const rocStudies: readonly Study[] = [
  ...['roc_asah', 'roc_ties', 'roc_perfect'].flatMap((name) => {
    const file = statisticsReference<Loose>(`${name}.json`);
    return file ? [studyOf(name, file)] : [];
  }),
  ...tinyStudies(),
];
