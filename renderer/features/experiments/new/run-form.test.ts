import type { RunSettings } from '#contract/procedures/experiments.ts';
import { expect, test } from 'vitest';
import { adviceOf, formOf, numberOf, runName, settingsOf } from './run-form.ts';

const paper: RunSettings = {
  ...{ network: 'resnet18', weightsId: null, width: 1, inputSize: 96, fusion: 'concat' },
  ...{ radiomics: 'z-score', epochs: 100, batch: 12, learningRate: 1e-4, emaDecay: 0.9997 },
  ...{ seed: 5, learns: 'all', normalisation: 'batch', contrastive: true, auxiliary: false },
  ...{ classWeights: false, augmentation: true, earlyStop: null, device: 'cpu' },
};
const form = formOf(paper);

test('what a form shows is what it means', () => {
  expect(settingsOf(form)).toEqual({ ok: true, settings: paper });
  expect(form.learningRate).toBe('1e-4');
  const stopping = { ...paper, earlyStop: 7 };
  expect(settingsOf(formOf(stopping))).toEqual({ ok: true, settings: stopping });
});

test('a decimal comma is a point', () => {
  expect(settingsOf({ ...form, width: '0,25' })).toMatchObject({ settings: { width: 0.25 } });
});

test.each([
  ['epochs', '0'],
  ['epochs', '1.5'],
  ['batch', ''],
  ['inputSize', '128'],
  ['learningRate', '-1'],
  ['width', 'wide'],
  ['seed', '-1'],
  ['earlyStop', '0'],
] as const)('%s of "%s" is refused at its field alone', (field, text) => {
  const read = settingsOf({ ...form, [field]: text });
  expect(read.ok).toBe(false);
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual([field]);
});

test('a field alone is read, whatever the others hold', () => {
  expect(numberOf({ ...form, epochs: 'x' }, 'width')).toBe(1);
  expect(numberOf({ ...form, width: '2' }, 'width')).toBeNull();
  expect(numberOf(form, 'earlyStop')).toBeNull();
});

test('what goes badly together is said', () => {
  expect(adviceOf(form)).toEqual([]);
  expect(adviceOf({ ...form, normalisation: 'frozen', learns: 'heads' })).toHaveLength(2);
  expect(adviceOf({ ...form, weightsId: 'w', normalisation: 'frozen' })).toEqual([]);
});

test('a name tells start weights and fusion', () => {
  expect(runName({ ...paper, network: 'swin', weightsId: 'w', fusion: 'none' })).toBe(
    'Swin Transformer, pretrained, no radiomics',
  );
});
