import { expect, test } from 'vitest';
import {
  clinicalProbabilities,
  fitClinicalBaseline,
  type ClinicalRow,
} from './clinical-baseline.ts';

const cases: readonly (readonly [number, string, string, 0 | 1])[] = [
  [2.0, 'solid', 'middle', 0],
  [2.4, 'solid', 'middle', 1],
  [1.4, 'solid', 'outer', 0],
  [1.9, 'part-solid', 'middle', 1],
  [2.8, 'solid', 'middle', 1],
  [2.8, 'part-solid', 'middle', 1],
  [1.1, 'part-solid', 'middle', 0],
  [1.3, 'solid', 'middle', 1],
  [0.9, 'solid', 'outer', 0],
  [1.8, 'solid', 'inner', 1],
  [0.9, 'part-solid', 'inner', 0],
  [1.8, 'part-solid', 'inner', 0],
  [2.2, 'part-solid', 'inner', 0],
  [1.4, 'solid', 'inner', 1],
  [2.3, 'part-solid', 'inner', 1],
  [2.1, 'part-solid', 'outer', 0],
  [0.9, 'part-solid', 'outer', 0],
  [2.0, 'solid', 'inner', 1],
  [1.4, 'part-solid', 'middle', 0],
  [1.7, 'part-solid', 'middle', 1],
  [1.4, 'solid', 'outer', 0],
  [2.3, 'solid', 'inner', 0],
  [1.8, 'part-solid', 'middle', 1],
  [1.1, 'part-solid', 'middle', 0],
];
const rows: readonly ClinicalRow[] = cases.map(([diameter, density, location]) => ({
  diameter,
  density,
  location,
}));
const labels = cases.map((row) => row[3]);

// scikit-learn 1.9.1, LogisticRegression(C=100, solver='newton-cg', tol=1e-14) on the same coding.
// No tumour of the outer third has metastases here: plain maximum likelihood has no finite answer.
test('coefficients and probabilities, with a level that separates the classes', () => {
  const model = fitClinicalBaseline(rows, labels);
  expect(model.intercept).toBeCloseTo(-0.8553588, 6);
  expect(model.diameter.slope).toBeCloseTo(0.9441365164956199, 6);
  expect(model.density).toEqual({
    'part-solid': 0,
    solid: expect.closeTo(1.2220732982574025, 6) as number,
  });
  expect(model.location).toEqual({
    inner: 0,
    middle: expect.closeTo(1.039656517063126, 6) as number,
    outer: expect.closeTo(-4.209431330835054, 6) as number,
  });
  const [first, second] = clinicalProbabilities(model, rows);
  expect(first).toBeCloseTo(0.8643863085035344, 7);
  expect(second).toBeCloseTo(0.9263264154847222, 7);
});

test('a diameter that separates the classes gives a steep but finite slope', () => {
  const apart = [0.9, 1, 1.1, 2.8, 2.9, 3].map((diameter) => ({
    diameter,
    density: 'solid',
    location: 'inner',
  }));
  const model = fitClinicalBaseline(apart, [0, 0, 0, 1, 1, 1]);
  expect(model.diameter.slope).toBeGreaterThan(3);
  expect(model.diameter.slope).toBeLessThan(20);
  const p = clinicalProbabilities(model, apart);
  expect(p.map((value) => Number((value ?? NaN) > 0.5))).toEqual([0, 0, 0, 1, 1, 1]);
});

test('incomplete cases teach nothing and get no probability, nor do unknown levels', () => {
  const model = fitClinicalBaseline(rows, labels);
  const gaps: ClinicalRow[] = [
    { diameter: null, density: 'solid', location: 'inner' },
    { diameter: 2, density: null, location: 'inner' },
    { diameter: 2, density: 'solid', location: 'toString' },
  ];
  expect(fitClinicalBaseline([...rows, ...gaps.slice(0, 2)], [...labels, 1, 1])).toEqual(model);
  expect(clinicalProbabilities(model, gaps)).toEqual([null, null, null]);
  const stored = JSON.parse(JSON.stringify(model)) as typeof model;
  expect(clinicalProbabilities(stored, rows)).toEqual(clinicalProbabilities(model, rows));
});

test('refuses what cannot be learnt from', () => {
  expect(() => fitClinicalBaseline(rows, new Array(24).fill(1))).toThrow('both classes');
  expect(() => fitClinicalBaseline([], [])).toThrow(RangeError);
  expect(() => fitClinicalBaseline(rows, [1])).toThrow('1 labels, 24 rows');
});
