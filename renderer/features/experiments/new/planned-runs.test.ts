import type { RunSettings } from '#contract/procedures/experiments.ts';
import { expect, test } from 'vitest';
import { gridRuns, lacksWeights, oneRun } from './planned-runs.ts';
import { formOf } from './run-form.ts';

const quick: RunSettings = {
  ...{ network: 'resnet18', weightsId: null, width: 0.125, inputSize: 48, fusion: 'concat' },
  ...{ radiomics: 'z-score', epochs: 12, batch: 8, learningRate: 1e-3, emaDecay: 0.98 },
  ...{ seed: 5, learns: 'all', normalisation: 'batch', contrastive: true, auxiliary: false },
  ...{ classWeights: false, augmentation: true, earlyStop: null, device: 'cpu' },
};

test('the same network without radiomics stands beside a fusion, not beside itself', () => {
  const fusions = (settings: RunSettings, alsoAlone: boolean) =>
    oneRun(settings, alsoAlone).map((run) => run.settings.fusion);
  expect(fusions(quick, true)).toEqual(['concat', 'none']);
  expect(fusions(quick, false)).toEqual(['concat']);
  expect(fusions({ ...quick, fusion: 'none' }, true)).toEqual(['none']);
});

test('the chosen runs of a grid take the shared fields, and none lacks its weights', () => {
  const grid = [
    { name: 'a', settings: quick, pretrained: false },
    { name: 'b', settings: { ...quick, batch: 4 }, pretrained: false },
    { name: 'c', settings: quick, pretrained: true },
    { name: 'd', settings: { ...quick, weightsId: 'w' }, pretrained: true },
  ];
  const form = { ...formOf(quick), epochs: '3', seed: '9', device: 'webgpu' };
  const shared = { epochs: 3, seed: 9, device: 'webgpu' };
  expect(grid.filter(lacksWeights).map(({ name }) => name)).toEqual(['c']);
  expect(gridRuns(grid, new Set(['a']), form)).toEqual([
    { name: 'b', settings: { ...quick, batch: 4, ...shared } },
    { name: 'd', settings: { ...quick, weightsId: 'w', ...shared } },
  ]);
  expect(gridRuns(grid, new Set(), { ...form, epochs: 'many' })).toEqual([]);
});
