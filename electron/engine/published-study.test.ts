import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { publishedStudy } from './published-study.ts';

const published = publishedStudy(fileURLToPath(new URL('../../resources', import.meta.url)))();
const of = (verdict: string) => published.findings.filter((finding) => finding.verdict === verdict);

// SciPy 1.17.1, chi2_contingency of the printed counts over the four sets: 0.69416 and 0.0864554.
test('gender and location are the two p-values that cannot be right', () => {
  expect(of('cannot-be-right')).toMatchObject([
    { table: 'Table 1', place: 'Gender', quantity: 'p-value', recomputed: '0.694' },
    { table: 'Table 1', place: 'Location', quantity: 'p-value', recomputed: '0.086' },
  ]);
});

test('all 27 rows of Table 2 come from whole numbers of patients, to three decimals', () => {
  const rows = of('agrees').filter(({ table }) => table === 'Table 2');
  expect(rows).toHaveLength(27);
  // By hand: 0.832 of 101 pN+ are 84, 0.723 of 101 pN- are 73.
  expect(rows[0]).toMatchObject({
    place: 'ResNet-18, Internal Validation Set',
    printed: '0.777 0.832 0.723 0.750 0.811',
    recomputed: 'TP 84, FN 17, TN 73, FP 28',
  });
});

test('the percentages of Table 1 are those of its counts; what has no counts is said to be so', () => {
  const agreeing = of('agrees').filter(({ table }) => table === 'Table 1');
  expect(agreeing.filter(({ quantity }) => quantity === 'percentages')).toHaveLength(3);
  const unknown = of('not-recomputable').filter(({ table }) => table === 'Table 1');
  expect(unknown.map(({ place }) => place)).toEqual(['Age (years)', 'Maximum Diameter (cm)']);
});

test('the tables are there to be put beside a run', () => {
  expect(published.table1.body.length).toBeGreaterThan(9);
  expect(published.table2.body).toHaveLength(27);
  expect(published.table3.body).toHaveLength(6);
});
