import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EvaluationResult } from '#contract/evaluation/result.ts';
import { commands } from './commands.ts';
import { readGiven } from './given.ts';

type Numbers = readonly (number | null)[];

/** What R says of the fixture's scores: synthetic patients, ties, and a model without two scores. */
interface Reference {
  readonly models: readonly {
    readonly name: string;
    readonly threshold: number;
    /** Pooled AUC and its standard error. */
    readonly aauc: Numbers;
    readonly sets: readonly {
      readonly set: string;
      /** True positives, false negatives, true negatives, false positives. */
      readonly confusion: Numbers;
      /** Accuracy, sensitivity, specificity, PPV, NPV, each with its bounds. */
      readonly shares: readonly Numbers[];
      /** With its bounds. */
      readonly auc: Numbers;
      readonly brier: number | null;
      /** Intercept and slope. */
      readonly calibration: Numbers;
      /** At a threshold probability of 0.3. */
      readonly netBenefit30: number | null;
    }[];
  }[];
  readonly comparisons: readonly {
    readonly set: string;
    readonly a: string;
    readonly b: string;
    readonly n: number;
    /** Difference of the AUCs, z, p and p after Holm. */
    readonly values: Numbers;
  }[];
  /** By variable: statistic, df, p. */
  readonly tableOne: Readonly<Record<string, Numbers>>;
}

const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}`, import.meta.url));
const scores = fixture('judged-scores.csv');
const reference = JSON.parse(readFileSync(fixture('judged-by-r.json'), 'utf8')) as Reference;

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'nodewise-judged-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function alone(name: string, ...typed: string[]): Promise<unknown> {
  const command = commands.get(name);
  const answer = command && (await command.runAlone?.(readGiven(command, typed), () => undefined));
  return answer?.value;
}

function expectClose(found: Numbers, expected: Numbers): void {
  expect(found).toHaveLength(expected.length);
  for (const [n, value] of expected.entries()) {
    if (value === null) expect(found[n]).toBeNull();
    // R's own iterations stop a little before this product's do.
    else expect(found[n]).toBeCloseTo(value, 8);
  }
}

const shareNames = ['accuracy', 'sensitivity', 'specificity', 'ppv', 'npv'] as const;

test('every number of an evaluation is the one that R finds', async () => {
  const { result } = (await alone('evaluate', '--scores', scores)) as { result: EvaluationResult };
  expect(result.models.map(({ name }) => name)).toEqual(reference.models.map(({ name }) => name));
  for (const [m, { threshold, aauc, sets }] of reference.models.entries()) {
    const model = result.models[m];
    expectClose([model.aauc.pooled, model.aauc.sd], aauc);
    for (const [s, expected] of sets.entries()) {
      const found = model.sets[s];
      expect(found.set).toBe(expected.set);
      expectClose([found.threshold], [threshold]);
      const { tp, fn, tn, fp } = found.confusion ?? {};
      expect([tp, fn, tn, fp]).toEqual(expected.confusion);
      for (const [n, name] of shareNames.entries()) {
        const { value, interval } = found[name];
        expectClose([value, ...(interval ?? [])], expected.shares[n]);
      }
      expectClose([found.auc.value, ...(found.auc.interval ?? [])], expected.auc);
      expectClose([found.brier], [expected.brier]);
      const { calibrationIntercept, calibrationSlope } = found;
      expectClose([calibrationIntercept.value, calibrationSlope.value], expected.calibration);
      const at30 = found.netBenefit.find((row) => row.threshold === 0.3);
      expectClose([at30?.model ?? null], [expected.netBenefit30]);
    }
  }
});

test('models are compared as pROC compares them, with Holm’s adjustment a set', async () => {
  const { result } = (await alone('evaluate', '--scores', scores)) as { result: EvaluationResult };
  const about = ({ set, a, b, n }: Reference['comparisons'][number]) => ({ set, a, b, n });
  expect(result.comparisons).toMatchObject(reference.comparisons.map(about));
  for (const [n, { values }] of reference.comparisons.entries()) {
    const { difference, z, p, holm } = result.comparisons[n];
    expectClose([difference.value, z, p, holm], values);
  }
});

/** Cells of a printed table, without its footnotes. */
function printed(name: string): readonly (readonly string[])[] {
  const text = readFileSync(join(folder, `${name}.csv`), 'utf8');
  return text.split('\r\n').map((line) => line.split(','));
}

test('tables print what R finds, rounded', async () => {
  await alone(
    'tables',
    ...['table1', 'table2', '--extended', '--format', 'csv'],
    ...['--scores', scores, '--out', folder],
  );
  const three = (value: number | null) => value?.toFixed(3) ?? 'NA';
  const second = printed('table2');
  const inTable2 = reference.models.filter(({ name }) => name !== 'Radiomics');
  for (const [m, { sets, aauc }] of inTable2.entries()) {
    for (const [s, { shares, auc }] of sets.entries()) {
      const row = second[1 + 3 * m + s];
      const [area, low, high] = auc;
      expect(row.slice(2, 9)).toEqual([
        ...shares.map(([share]) => three(share)),
        ...[three(area), `${three(low)}–${three(high)}`],
      ]);
      expect(row[9]).toBe(s === 0 ? `${three(aauc[0])} (${three(aauc[1])})` : '');
    }
  }
  const first = printed('table1');
  const labels = {
    sex: 'Gender',
    density: 'Density',
    location: 'Location',
    ageYears: 'Ageᵃ (years)',
  };
  for (const [fact, label] of Object.entries(labels)) {
    const [statistic, df, p] = reference.tableOne[fact];
    const row = first.find(([characteristic]) => characteristic === label);
    expect(row?.slice(10, 13)).toEqual([three(statistic), String(df), three(p)]);
  }
});
