import { expect, test } from 'vitest';
import type { Remark } from '#contract/evaluation/result.ts';
import type { TableDocument } from '#contract/evaluation/table-document.ts';
import {
  exampleBalance,
  exampleModel,
  exampleResult,
  exampleTableOne,
  fullResult,
  missing,
} from '../../../../testing/example-study.ts';
import { columnCount, placed } from '../writers/grid.ts';
import { balanceDocument } from './balance.ts';
import { delongDocument } from './comparisons.ts';
import { subgroupsDocument } from './subgroups.ts';
import { table1Document } from './table1.ts';
import { table2Document } from './table2.ts';
import { table3Document } from './table3.ts';

const row = (document: TableDocument, n: number) => document.body[n].map(({ text }) => text);
const heads = ({ head }: TableDocument) => head.map((cells) => cells.map(({ text }) => text));

/** Every row covers every column once, with the spans from above. */
function expectWhole(document: TableDocument): void {
  const rows = [...placed(document.head), ...placed(document.body)];
  const columns = columnCount(rows);
  const covered = rows.map(() => Array<number>(columns).fill(0));
  for (const [r, cells] of rows.entries()) {
    for (const { column, cell } of cells) {
      for (let y = r; y < r + cell.rowSpan; y++) {
        for (let x = column; x < column + cell.columnSpan; x++) covered[y][x]++;
      }
    }
  }
  expect(covered.flat().every((times) => times === 1)).toBe(true);
}

test('every table covers its grid without gaps and overlaps', () => {
  const result = fullResult();
  for (const document of [
    table1Document(exampleTableOne()),
    table1Document(exampleTableOne(), { tests: true, smd: true }),
    table2Document(result),
    table2Document(result, { means: true }),
    table3Document(result, { means: true }),
    delongDocument(result),
    subgroupsDocument(result),
    balanceDocument(exampleBalance()),
  ]) {
    expectWhole(document);
  }
});

test('Table 1: a standard deviation of one value, an empty group, and a test that could not be made', () => {
  const document = table1Document(exampleTableOne());
  expect(row(document, 0)).toEqual([
    'Ageᵃ (years)',
    '60.0\u00a0±\u00a09.3',
    '59.1\u00a0±\u00a09.9',
    '61.0\u00a0±\u00a0NA',
    'NA',
    '0.048',
  ]);
  expect(document.body[0][4].note).toBe('no patients with a value');
  expect(row(document, 1)).toEqual(['Gender', '', '', '', '', 'NA']);
  expect(row(document, 2)).toEqual([
    '\u2003Male',
    '108 (46.0)',
    '101 (43.0)',
    '21 (48.8)',
    'NA',
    '',
  ]);
  expect(document.footnotes.at(-1)).toBe(
    'NA Not available: no patients with a value; no test: fewer than two sets',
  );
});

test('Table 1: tests and SMDs stand beside on request', () => {
  const [first, second] = heads(table1Document(exampleTableOne(), { tests: true, smd: true }));
  expect(first.slice(-5)).toEqual(['Test', 'Statistic', 'df', 'P-value', 'SMD']);
  expect(second.slice(-2)).toEqual(['Training Set', 'Independent Test Set 1']);
  const [age] = table1Document(exampleTableOne(), { tests: true, smd: true }).body;
  expect(age.slice(-6).map(({ text }) => text)).toEqual([
    ...['Kruskal-Wallis', '7.900', '3', '0.048', '0.051', 'NA'],
  ]);
});

test('Table 2: models that the study has no place for stand by their names after the others', () => {
  const document = table2Document(
    exampleResult([
      exampleModel({ name: 'My network' }, 0.7),
      exampleModel({ name: 'fusion', table3: 'Addition' }, 0.7),
      exampleModel({ name: 'b', table2: 'ResNet-18 pretrained' }, 0.8),
      exampleModel({ name: 'a', table2: 'ResNet-18', synthetic: true }, 0.8),
    ]),
  );
  const names = document.body.filter((cells) => cells[0].rowSpan === 3).map(([{ text }]) => text);
  expect(names).toEqual(['ResNet-18ᵇ', 'ResNet-18ᵃ', 'My network']);
  expect(document.footnotes).toContain('ᵇ Trained on synthetic patients');
});

test('Table 2: remarks of the result become footnotes, and NA says why', () => {
  const model = exampleModel({ name: 'm' }, 0.8);
  const [first, ...rest] = model.sets;
  const auc = missing('no pN- patient has a score');
  const result = exampleResult([{ ...model, sets: [{ ...first, auc }, ...rest.slice(1)] }]);
  const document = table2Document({
    ...result,
    remarks: [{ text: 'Thresholds are optimistic.', about: 'thresholds', model: null }],
    settings: { ...result.settings, level: 0.9 },
  });
  expect(row(document, 0).slice(7, 9)).toEqual(['NA', 'NA']);
  expect(document.body[0][7].note).toBe('no pN- patient has a score');
  // The set of which the model has no scores.
  expect(row(document, 1)).toEqual(['Independent Test Set 1', ...Array<string>(7).fill('NA')]);
  expect(heads(document)[0]).toContain('90% CI');
  expect(document.footnotes).toContain('Thresholds are optimistic.');
  expect(document.footnotes.at(-1)).toBe(
    'NA Not available: no pN- patient has a score; the model has no scores for this set',
  );
});

// Newcombe's intervals by brentq of scipy 1.17.1 over the equation of the paper: 0.98065 to 1 of 101 and
// 101 cases, 0.97191 to 1 of 43 and 184, 0 to 0.01973 of 43 and 184 at a level of 90 %.
test('an interval of DeLong’s that is a single point says that it tells nothing', () => {
  const nothingTold = 'DeLong’s variance is 0 here, which says nothing of the uncertainty';
  const footnote: unknown = expect.stringMatching(
    /^Where an interval is a single point or an SD is 0, /,
  );
  const perfect = { value: 1, interval: [1, 1] as [number, number], reason: null };
  const worst = { value: 0, interval: [0, 0] as [number, number], reason: null };
  const model = exampleModel({ name: 'm', table2: 'ResNet-18', table3: 'Deep Learning' }, 0.8);
  const [first, second, third] = model.sets;
  const sets = [{ ...first, auc: perfect }, { ...second, auc: perfect }, third];
  const result = exampleResult([{ ...model, sets, aauc: { ...model.aauc, pooled: 1, sd: 0 } }]);
  const table2 = table2Document(result);
  const intervals = table2.body.map((cells, n) => cells[n === 0 ? 8 : 7]);
  expect(intervals.map(({ text }) => text).slice(0, 2)).toEqual(['1.000–1.000', '1.000–1.000']);
  expect(intervals.map(({ note }) => note)).toEqual([
    `${nothingTold}; Newcombe’s interval: 0.981–1.000`,
    `${nothingTold}; Newcombe’s interval: 0.972–1.000`,
    null,
  ]);
  expect(table2.body[0].at(-1)).toMatchObject({ text: '1.000 (0.000)', note: nothingTold });
  expect(table2.footnotes).toContainEqual(footnote);
  expect(table3Document(result).footnotes).toContainEqual(footnote);

  const settings = { ...result.settings, level: 0.9 };
  const subgroups = result.subgroups.map((one) => ({ ...one, auc: worst }));
  const bySubgroup = subgroupsDocument({ ...result, settings, subgroups });
  expect(bySubgroup.body[0].at(-1)?.note).toBe(`${nothingTold}; Newcombe’s interval: 0.000–0.020`);
  const pair = exampleResult([model, exampleModel({ name: 'b' }, 0.7)]);
  const comparisons = pair.comparisons.map((one) => ({ ...one, difference: worst }));
  const compared = delongDocument({ ...pair, comparisons });
  expect(compared.body[0][5].note).toBe(nothingTold);
  expect(compared.footnotes).toContainEqual(footnote);
  expect(table2Document(pair).footnotes).not.toContainEqual(footnote);
});

test('a remark stands under the tables that show what it is about', () => {
  const about = (topic: Remark['about'], model: string | null = null): Remark => ({
    ...{ text: `${topic} ${model ?? ''}`.trim(), about: topic, model },
  });
  const models = [
    exampleModel({ name: 'net', table2: 'ResNet-18' }, 0.8),
    exampleModel({ name: 'fused', table3: 'Addition' }, 0.8),
  ];
  const topics = ['patients', 'selection', 'thresholds', 'calibration', 'study'] as const;
  const remarks = [
    ...topics.map((topic) => about(topic)),
    about('model', 'net'),
    about('model', 'fused'),
  ];
  const result = { ...exampleResult(models), remarks };
  const under = ({ footnotes }: TableDocument) =>
    remarks.map(({ text }) => text).filter((text) => footnotes.includes(text));
  expect(under(table2Document(result))).toEqual([
    'patients',
    'selection',
    'thresholds',
    'model net',
  ]);
  expect(under(table3Document(result))).toEqual(['patients', 'selection', 'model fused']);
  const both = ['patients', 'selection', 'model net', 'model fused'];
  expect(under(delongDocument(result))).toEqual(both);
  expect(under(subgroupsDocument(result))).toEqual(both);
});

test('line breaks in names, reasons and remarks are spaces', () => {
  const broken = 'My\r\nfirst\u2028model';
  const model = exampleModel({ name: broken, table3: 'Deep Learning' }, 0.8);
  const [first, ...sets] = model.sets;
  const result = {
    ...exampleResult([{ ...model, sets: [{ ...first, auc: missing('no\nscore') }, ...sets] }]),
    remarks: [{ text: `${broken} is optimistic.`, about: 'selection' as const, model: null }],
  };
  const second = exampleModel({ name: 'b' }, 0.7);
  const pair = { ...exampleResult([model, second]), remarks: result.remarks };
  for (const document of [
    table2Document(result),
    table3Document(result),
    delongDocument(pair),
    subgroupsDocument(result),
  ]) {
    const cells = document.body.flat().flatMap(({ text, note }) => [text, note ?? '']);
    const texts = [...cells, ...document.footnotes];
    expect(texts.join()).toContain('My first model');
    expect(texts.filter((text) => /[\r\n\u2028]/.test(text))).toEqual([]);
  }
});

test('a set without patients has no rows and no column', () => {
  const result = fullResult();
  const one = { ...result, sets: result.sets.slice(2) };
  expect(table2Document(one).body).toHaveLength(9);
  expect(heads(table3Document(one))[0]).toEqual([
    ...['Model', 'Feature Fusion', 'Independent Test Set 2', 'aAUC (SD)'],
  ]);
});

test('Table 3 holds the models that have a place in it, in the order of the study', () => {
  const document = table3Document(fullResult());
  expect(document.body.map((cells) => cells.map(({ text }) => text).slice(0, -4))).toEqual([
    ['Radiomics', 'None'],
    ['Deep Learning', 'None'],
    ['Radiomics-Deep Learning Fusion', 'Additionᵃ'],
    ['Learnable Additionᵃ'],
    ['Concatenationᵃ'],
    ['Concatenation'],
  ]);
  expect(table3Document(exampleResult([])).footnotes).toContain(
    'No model has a place in this table',
  );
});

test('comparisons: signs, small p-values and one name for the rows of a set', () => {
  const document = delongDocument(fullResult());
  expect(row(document, 0)).toEqual([
    ...['Internal Validation Set', 'ResNet-18', 'ResNet-18 pretrained', '202'],
    ...['−0.012', '−0.032 to 0.008', '−1.234', '0.217', '<\u20090.001'],
  ]);
});

test('balance: an absolute SMD above 0.1 is marked, whatever its sign', () => {
  const document = balanceDocument(exampleBalance());
  expect(document.body.map((cells) => cells.slice(0, 3).map(({ text }) => text))).toEqual([
    ['Age (years)', '0.310ᵃ', '0.020'],
    ['Gender: Male', '−0.120ᵃ', '0.000'],
    ['Density: Solid', '0.220ᵃ', '0.000'],
    ['Location: Inner', 'NA', 'NA'],
    ['Maximum Diameter (cm)', '0.550ᵃ', '0.380ᵃ'],
  ]);
});
