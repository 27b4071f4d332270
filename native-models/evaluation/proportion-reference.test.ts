import { expect, test } from 'vitest';
import { expectAsInR, fromR, statisticsReference, type RNumber } from '../testing/r-reference.ts';
import { performanceOf, sharesOf, type ProportionName } from './confusion.ts';
import {
  clopperPearson,
  jeffreys,
  wald,
  wilson,
  wilsonCorrected,
  type ProportionInterval,
} from './proportion-interval.ts';
import { confusionsBehind } from './published-performance.ts';

// Reference: R 4.2.2 (prop.test, binom.test, qbeta).

interface Proportion extends Readonly<Record<Method, readonly RNumber[]>> {
  readonly x: number;
  readonly n: number;
  readonly estimate: RNumber;
}

type Method = 'wilson' | 'wilson_cc' | 'clopper_pearson' | 'wald' | 'jeffreys';

interface Published extends Readonly<Record<ProportionName, Proportion>> {
  readonly model: string;
  readonly dataset: string;
  readonly TP: number;
  readonly FN: number;
  readonly TN: number;
  readonly FP: number;
  readonly balanced_accuracy: RNumber;
  readonly f1: RNumber;
  readonly mcc: RNumber;
  readonly lr_pos: RNumber;
  readonly lr_neg: RNumber;
}

const reference = statisticsReference<{
  edge: readonly Proportion[];
  published: readonly Published[];
}>('binomial_ci.json');

const methods: readonly (readonly [Method, ProportionInterval])[] = [
  ['wilson', wilson],
  ['wilson_cc', wilsonCorrected],
  ['clopper_pearson', clopperPearson],
  ['wald', wald],
  ['jeffreys', jeffreys],
];

function expectIntervals(proportion: Proportion): void {
  const { x, n } = proportion;
  for (const [name, method] of methods) {
    const interval = method(x, n);
    for (const i of [0, 1]) {
      const what = `${name} of ${x}/${n}, bound ${i}`;
      expectAsInR({ what, actual: interval?.[i] ?? null, expected: proportion[name][i] });
    }
  }
}

test.skipIf(!reference).each(reference?.edge ?? [])('intervals of $x of $n', expectIntervals);

test.skipIf(!reference).each(reference?.published ?? [])('$model, $dataset', (row) => {
  const confusion = { tp: row.TP, fn: row.FN, tn: row.TN, fp: row.FP };
  const shares = sharesOf(confusion);
  const performance = performanceOf(confusion);
  for (const name of Object.keys(shares) as ProportionName[]) {
    expect(shares[name]).toEqual({ x: row[name].x, n: row[name].n });
    expectAsInR({ what: name, actual: performance[name], expected: row[name].estimate });
    expectIntervals(row[name]);
  }
  const others = [
    ['balanced accuracy', performance.balancedAccuracy, row.balanced_accuracy],
    ['F1', performance.f1, row.f1],
    ['MCC', performance.mcc, row.mcc],
    ['LR+', performance.positiveLikelihoodRatio, row.lr_pos],
    ['LR-', performance.negativeLikelihoodRatio, row.lr_neg],
  ] as const;
  // R divides by 0 to infinity where the product has no ratio.
  for (const [what, actual, expected] of others) {
    expectAsInR({ what, actual, expected: expected === 'Inf' ? 'NA' : expected });
  }
});

test.skipIf(!reference)('rounded proportions give their table of whole numbers back', () => {
  const names = ['accuracy', 'sensitivity', 'specificity', 'ppv', 'npv'] as const;
  for (const row of reference?.published ?? []) {
    const [accuracy, sensitivity, specificity, ppv, npv] = names.map((name) =>
      Number(fromR(row[name].estimate).toFixed(3)),
    );
    const rounded = { accuracy, sensitivity, specificity, ppv, npv };
    // A share of nobody is not printed.
    if (Object.values(rounded).some(Number.isNaN)) continue;
    const classes = { positives: row.TP + row.FN, negatives: row.TN + row.FP };
    expect(confusionsBehind({ ...classes, ...rounded }, 3)).toContainEqual({
      tp: row.TP,
      fn: row.FN,
      tn: row.TN,
      fp: row.FP,
    });
  }
});

test.skipIf(!reference)('there are proportions to compare', () => {
  expect(reference?.edge.length).toBeGreaterThan(0);
  expect(reference?.published.length).toBeGreaterThan(0);
});
