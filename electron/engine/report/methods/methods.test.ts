import { expect, test } from 'vitest';
import {
  exampleFlow,
  exampleModel,
  exampleResult,
  fullResult,
} from '../../../testing/example-study.ts';
import { methodsParagraph, type MethodsFacts } from './methods-paragraph.ts';
import type { Plan } from './patient-methods.ts';

const plan: Plan = {
  ...{ rules: [], hospitals: {}, matched: true },
  match: {
    exact: ['sex', 'density', 'location'],
    calipers: [
      { fact: 'ageYears', width: 5 },
      { fact: 'diameterCm', width: null },
    ],
  },
  split: { method: 'pair', share: 0.7, seed: 5 },
};

const nothing: MethodsFacts = {
  ...{ plan: null, flow: null, tableOne: false, balance: false, models: [] },
  result: { ...exampleResult([]), sets: [] },
  versions: { nodewise: '0.1.0', node: '24.21.0' },
};

const told = (facts: Partial<MethodsFacts>) => methodsParagraph({ ...nothing, ...facts });

test('of nothing, nothing but the software is told', () => {
  expect(told({})).toBe(
    'Nodewise 0.1.0 on Node.js 24.21.0 computed all values, tables and figures.\n',
  );
});

test('patients: eligibility, matching and split with their numbers and settings', () => {
  const text = told({ plan, flow: exampleFlow() });
  expect(text).toContain('Of 1893 patients screened, 1580 were eligible.');
  expect(text).toContain('Not invasive adenocarcinoma (n = 210); Slice thickness > 2 mm (n = 98)');
  expect(text).not.toContain('Previous therapy');
  expect(text).toContain(
    'matched 1:1 to pN+ patients exactly on sex, density and location and with a difference of at most 5 years in age, so that the number of pairs was largest and, for that number, the summed difference in age smallest; 135 patients had no partner.',
  );
  expect(text).toContain(
    'Pairs were split at random and kept together: 70% went to training and the others to internal validation (seed 5).',
  );
});

test('patients: a plan without matching splits each class by itself, as the published split does', () => {
  const flow = exampleFlow();
  const unmatched = told({ flow, plan: { ...plan, matched: false } });
  expect(unmatched).toContain('The 807 development patients were not matched.');
  expect(unmatched).toContain('pN+ and pN- patients were split at random, each class by itself');
  const paper = told({ flow, plan: { ...plan, split: { method: 'paper', share: 0.8, seed: 1 } } });
  expect(paper).toContain('each class by itself: 80% went to training');
});

test('models: only what their settings say', () => {
  const result = exampleResult(['r', 'n', 'c', 'x'].map((name) => exampleModel({ name }, 0.8)));
  const model = (id: string, kind: MethodsFacts['models'][number]['kind'], settings = {}) => ({
    ...{ id, name: id.toUpperCase(), kind, settings },
  });
  const text = told({
    result,
    models: [
      model('r', 'radiomics', { count: 10, cost: 1, gamma: 'scale', seed: 5 }),
      model('n', 'network', { network: 'resnet18', fusion: 'concat', weightsId: null, epochs: 1 }),
      model('c', 'clinical'),
      model('x', 'column'),
      model('gone', 'column'),
    ],
  });
  expect(text).toContain(
    '(the 10 of largest Gini importance in a decision tree, C = 1, gamma 1 / (features × variance), seed 5)',
  );
  expect(text).toContain(
    'N is a three-dimensional ResNet-18 concatenated with the radiomics features, trained from random weights on the training set (1 epoch);',
  );
  expect(text).toContain('C is a logistic regression of diameter, density and location');
  expect(text).toContain('which does not say how they were made: X.');
  expect(text).not.toContain('GONE');
});

test('a line break in a name does not begin another paragraph', () => {
  const model = { id: 'm', name: 'My\r\nmodel', kind: 'column' as const, settings: {} };
  const text = told({ result: exampleResult([exampleModel({ name: 'm' }, 0.8)]), models: [model] });
  expect(text).toContain('how they were made: My model.');
});

test('evaluation: thresholds, intervals and tests as they were set', () => {
  const result = fullResult();
  const locked = told({ result, tableOne: true, balance: true });
  expect(locked).toContain('on the internal validation set, applied unchanged to the other sets');
  expect(locked).toContain('Models were evaluated on the internal validation set (n = 202,');
  expect(locked).toContain('and independent test set 2 (n = 426, 99 pN+).');
  expect(locked).toContain('95% Wilson intervals');
  expect(locked).toContain('chi-square test (counts) and the Kruskal-Wallis test');
  expect(locked).toContain('DeLong’s test for correlated ROC curves compared every two models');
  const settings = {
    ...result.settings,
    ...{ threshold: { mode: 'paper' as const }, level: 0.9, prevalence: 0.2 },
    ...{ proportionInterval: 'clopper-pearson' as const, reference: result.models[0].id },
  };
  const paper = told({ result: { ...result, settings } });
  expect(paper).toContain('on each set by itself, and are therefore optimistic');
  expect(paper).toContain('90% Clopper-Pearson intervals');
  expect(paper).toContain(
    'Probabilities were first recalibrated to a prevalence of 20%, unless the prevalence among the development patients was unknown. Calibration was described by the Brier score, intercept and slope. Net benefit',
  );
  expect(locked).not.toContain('recalibrated');
  expect(paper).toContain('compared each model with ResNet-18 on');
  expect(paper).not.toContain('chi-square');
});

test('evaluation: what has no value is not spoken of', () => {
  const model = exampleModel({ name: 'm', synthetic: true }, 0.8);
  const sets = model.sets.map((set) => ({ ...set, threshold: null, brier: null, netBenefit: [] }));
  const text = told({ result: exampleResult([{ ...model, sets }]) });
  expect(text).not.toMatch(/Youden|Brier|Net benefit|DeLong’s test/);
  expect(text).toContain('Trained on synthetic patients, and without meaning for real ones: m.');
});

test('evaluation: calibration is told of the models that have it', () => {
  const [first, ...others] = fullResult().models;
  const models = [first, ...others.map((model) => ({ ...model, probabilities: false }))];
  const text = told({ result: { ...fullResult(), models } });
  expect(text).toContain('Calibration of the models that give probabilities was described by');
  expect(told({ result: fullResult() })).toContain('Calibration was described by');
});
