import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expectAsInR, fromR, statisticsReference, type RNumber } from '../testing/r-reference.ts';
import type { Curve } from '../testing/roc-reference.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { newcombeInterval } from './auc-variance.ts';
import { delong } from './delong.ts';
import { benjaminiHochberg, holm } from './holm.ts';
import { kruskalWallis } from './kruskal-wallis.ts';
import { clopperPearson } from './proportion-interval.ts';

// References: R 4.2.2 (p.adjust, kruskal.test, uniroot on Newcombe's equation).

const P = 1e-7;

const asah = statisticsReference<{
  p_adjust: { p: RNumber[]; holm: RNumber[]; bh: RNumber[] };
  inputs: {
    outcome_poor: number[];
    age: number[];
    wfns: number[];
    s100b: number[];
    ndka: number[];
  };
}>('roc_asah.json');

test.skipIf(!asah)('adjusted p-values are those of p.adjust', () => {
  if (!asah) return;
  const { holm: byHolm, bh } = asah.p_adjust;
  const p = asah.p_adjust.p.map((value) => (Number.isNaN(fromR(value)) ? null : fromR(value)));
  for (const [i, actual] of holm(p).entries()) {
    expectAsInR({ what: `Holm ${i}`, actual, expected: byHolm[i] });
  }
  for (const [i, actual] of benjaminiHochberg(p).entries()) {
    expectAsInR({ what: `Benjamini-Hochberg ${i}`, actual, expected: bh[i] });
  }
});

const csv = sharedFile('reference/statistics/asah.csv');

test.skipIf(!csv || !asah)('asah.csv holds the same patients', () => {
  if (!csv || !asah) return;
  const [header, ...lines] = readFileSync(csv, 'utf8').trim().replaceAll('"', '').split('\n');
  const names = header.split(',');
  const column = (name: string) => lines.map((line) => line.split(',')[names.indexOf(name)]);
  const labels = column('outcome').map((outcome) => Number(outcome === 'Poor'));
  expect(labels).toEqual(asah.inputs.outcome_poor);
  const markers = ['s100b', 'ndka', 'wfns'] as const;
  const fromFile = delong(
    labels,
    markers.map((name) => column(name).map(Number)),
  );
  expect(fromFile).toEqual(
    delong(
      labels,
      markers.map((name) => asah.inputs[name]),
    ),
  );
});

const kruskal = statisticsReference<{
  asah_age_by_wfns: { H: number; df: number; p: number };
}>('kruskal.json');

test.skipIf(!kruskal || !asah)('age by grade of the aSAH patients', () => {
  if (!kruskal || !asah) return;
  const { age, wfns } = asah.inputs;
  const grades = [...new Set(wfns)];
  const test = kruskalWallis(grades.map((grade) => age.filter((_, i) => wfns[i] === grade)));
  const { H, df, p } = kruskal.asah_age_by_wfns;
  expectAsInR({ what: 'H', actual: test?.statistic ?? null, expected: H });
  expectAsInR({ what: 'p', actual: test?.p ?? null, expected: p, relative: P });
  expect(test?.df).toBe(df);
});

const perfect = statisticsReference<{
  perfect: Curve;
  ci_alternatives_for_auc_1: Readonly<Record<string, RNumber[]>>;
  newcombe_checks: readonly { auc: number; n_pos: number; n_neg: number; ci: RNumber[] }[];
}>('roc_perfect.json');

test.skipIf(!perfect)('score-type intervals of an AUC', () => {
  if (!perfect) return;
  const { n_pos, n_neg } = perfect.perfect;
  const { newcombe2006_method5, clopper_pearson_on_N, clopper_pearson_on_min_n } =
    perfect.ci_alternatives_for_auc_1;
  const smaller = Math.min(n_pos, n_neg);
  const pairs = [
    [newcombeInterval(1, n_pos, n_neg), newcombe2006_method5],
    [clopperPearson(n_pos + n_neg, n_pos + n_neg), clopper_pearson_on_N],
    [clopperPearson(smaller, smaller), clopper_pearson_on_min_n],
    ...perfect.newcombe_checks.map(
      (check) => [newcombeInterval(check.auc, check.n_pos, check.n_neg), check.ci] as const,
    ),
  ] as const;
  for (const [actual, expected] of pairs) {
    for (const i of [0, 1]) {
      expectAsInR({ what: `bound ${i}`, actual: actual?.[i] ?? null, expected: expected[i] });
    }
  }
});
