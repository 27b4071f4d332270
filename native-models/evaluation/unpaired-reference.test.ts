import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharedFile } from '../testing/shared-data.ts';
import { unpairedDelong } from './auc-tests.ts';
import { delong } from './delong.ts';

// Reference: pROC 1.18.0 on R 4.2.2, roc.test(paired = FALSE) of the men's and the women's curve.

const patientsFile = sharedFile('data/stats/aSAH.csv');
const reportFile = sharedFile('data/stats/aSAH_pROC_reference.txt');
const text = (path: string | undefined) => readFileSync(path ?? '', 'utf8').trim();

function patients(): Readonly<Record<string, string>>[] {
  const [names, ...rows] = text(patientsFile)
    .replaceAll('"', '')
    .split('\n')
    .map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(names.map((name, c) => [name, cells[c]])));
}

function curveOf(gender: string) {
  const some = patients().filter((patient) => patient['gender'] === gender);
  const labels = some.map(({ outcome }) => Number(outcome === 'Poor'));
  const comparison = delong(labels, [some.map(({ s100b }) => Number(s100b))]);
  if (!comparison) throw new Error('one class only');
  return { comparison, model: 0 };
}

test.skipIf(!patientsFile || !reportFile)('men and women of the aSAH patients', () => {
  const line = /unpaired male vs female s100b D (\S+) df (\S+) p (\S+) aucs (\S+) (\S+)/.exec(
    text(reportFile),
  );
  if (!line) throw new Error('the report has no unpaired test');
  const [t, df, p, male, female] = line.slice(1).map(Number);
  const [men, women] = [curveOf('Male'), curveOf('Female')];
  expect(men.comparison.auc[0]).toBeCloseTo(male, 14);
  expect(women.comparison.auc[0]).toBeCloseTo(female, 14);
  const result = unpairedDelong(men, women);
  expect(result.t).toBeCloseTo(t, 12);
  expect(result.df).toBeCloseTo(df, 9);
  expect(result.p).toBeCloseTo(p, 12);
});
