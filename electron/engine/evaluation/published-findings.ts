import type { ConsistencyFinding } from '#contract/procedures/evaluation.ts';
import type { Confusion } from '#native/evaluation/confusion.ts';
import type { CharacteristicCheck } from '#native/evaluation/published-characteristics.ts';
import {
  publishedConsistency,
  type PooledCheck,
  type PublishedStudy,
} from '#native/evaluation/published-consistency.ts';
import type { PublishedRow, RowCheck } from '#native/evaluation/published-performance.ts';

const [table1, table2] = ['Table 1', 'Table 2'];

/**
 * What the printed numbers of a study say about each other: every p-value and percentage of Table 1
 * held against its counts, every row of Table 2 against whole numbers of patients.
 */
export function publishedFindings(study: PublishedStudy): ConsistencyFinding[] {
  const { characteristics, performance, pooled } = publishedConsistency(study);
  return [
    ...characteristics.flatMap((check) => characteristicFindings(check, study)),
    ...performance.flatMap((check, n) => rowFindings(check, study.performance[n])),
    ...pooled.map(pooledFinding),
  ];
}

function characteristicFindings(
  {
    name,
    printedP,
    test,
    verdict,
    percentages,
    wrongPercentages,
    wrongTotals,
  }: CharacteristicCheck,
  { characteristics: { columns } }: PublishedStudy,
): ConsistencyFinding[] {
  const about = { table: table1, place: name };
  const where = (column: number): string => `column ${column + 1} (n = ${columns[column].n})`;
  return [
    {
      ...{ ...about, quantity: 'p-value', printed: printedP, verdict },
      recomputed: test && printedLike(test.p),
      remark: test
        ? `chi-square of the printed counts across the sets: ${test.statistic.toFixed(3)}, df ${test.df}, p ${test.p.toPrecision(4)}`
        : 'ranks cannot be had back from a mean and a standard deviation',
    },
    ...(percentages.length > 0 && wrongPercentages.length === 0 && wrongTotals.length === 0
      ? [agreeing({ ...about, quantity: 'percentages', cells: percentages.flat().length })]
      : []),
    ...wrongPercentages.map(({ level, column, printed, recomputed }) => ({
      ...{ table: table1, place: `${level}, ${where(column)}`, quantity: 'percentage' },
      ...{ printed: printed.toFixed(1), recomputed: recomputed.toFixed(1) },
      ...{ verdict: 'cannot-be-right' as const, remark: null },
    })),
    ...wrongTotals.map((column) => ({
      ...{ table: table1, place: `${name}, ${where(column)}`, quantity: 'sum of counts' },
      ...{ printed: String(columns[column].n), recomputed: null },
      ...{ verdict: 'cannot-be-right' as const, remark: 'the counts do not add up to n' },
    })),
  ];
}

function agreeing({
  cells,
  ...about
}: Pick<ConsistencyFinding, 'table' | 'place' | 'quantity'> & {
  readonly cells: number;
}): ConsistencyFinding {
  const all = `all ${cells}`;
  return { ...about, printed: all, recomputed: all, verdict: 'agrees', remark: null };
}

const proportions = ['accuracy', 'sensitivity', 'specificity', 'ppv', 'npv'] as const;

function rowFindings(
  { model, set, confusions, conflicts, auc }: RowCheck,
  row: PublishedRow,
): ConsistencyFinding[] {
  const about = { table: table2, place: `${model}, ${set}` };
  const printed = proportions.map((name) => row[name].toFixed(3)).join(' ');
  const quantity = 'accuracy, sensitivity, specificity, PPV, NPV';
  const right = confusions.length > 0;
  return [
    {
      ...{ ...about, quantity, printed },
      recomputed: right ? confusionText(confusions[0]) : null,
      verdict: right ? 'agrees' : 'cannot-be-right',
      remark: proportionRemark(confusions.length, conflicts),
    },
    ...(auc && row.interval
      ? [
          {
            ...{ ...about, quantity: 'AUC and its interval' },
            printed: `${row.auc.toFixed(3)} (${row.interval.map((bound) => bound.toFixed(3)).join('–')})`,
            recomputed: null,
            verdict: auc.possible ? ('not-recomputable' as const) : ('cannot-be-right' as const),
            remark: `the interval stands for a standard error of ${auc.standardError.toFixed(4)}; at most ${auc.largestStandardError.toFixed(4)} is possible`,
          },
        ]
      : []),
  ];
}

function confusionText({ tp, fn, tn, fp }: Confusion): string {
  return `TP ${tp}, FN ${fn}, TN ${tn}, FP ${fp}`;
}

function proportionRemark(tables: number, conflicts: readonly string[]): string | null {
  if (tables === 1) return null;
  return tables === 0
    ? `no whole numbers of patients print so: ${conflicts.join(', ')} do not fit`
    : `${tables} tables of whole numbers print so; the first is shown`;
}

function pooledFinding({ model, printed, mean, weightedMean }: PooledCheck): ConsistencyFinding {
  const [plain, weighted] = [mean, weightedMean].map((value) => value.toFixed(3));
  return {
    ...{ table: table2, place: model, quantity: 'aAUC (SD)' },
    printed: `${printed.auc.toFixed(3)} (${printed.sd.toFixed(3)})`,
    ...{ recomputed: null, verdict: 'not-recomputable' },
    remark: `the mean of the sets’ AUCs is ${plain}, weighted by patients ${weighted}`,
  };
}

function printedLike(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
