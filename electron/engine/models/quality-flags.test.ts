import { expect, test } from 'vitest';
import type { CaseSummary, MaskVersion } from '#contract/procedures/cases.ts';
import type { RiskPrediction } from '#native/runtime/predict-risk.ts';
import { qualityFlags, type QualityInput } from './quality-flags.ts';

const summary: CaseSummary = {
  id: 'c',
  code: 'P-0001',
  scannedOn: null,
  status: 'done',
  flags: [],
  slices: 200,
  sliceThicknessMm: 1,
  spacingMm: [0.7, 0.7, 1],
  hospital: null,
  importedAt: '',
  draftVerdict: 'not-sure',
  maskVolumeMm3: 1000,
};
const mask: MaskVersion = {
  id: 'm',
  caseId: 'c',
  version: 2,
  author: 'Ann',
  authorId: 'a',
  outlinedBy: null,
  source: 'corrected',
  createdAt: '',
  voxels: 1000,
  volumeMm3: 1000,
  longAxisMm: 101.6,
};
const feature = {
  column: 'original_shape_MeshVolume',
  ibsi: null,
  unit: 'mm3',
  value: 1,
  zScore: 0,
  percentile: 0.5,
  contribution: 0,
  inTrainingRange: true,
};
const prediction: RiskPrediction = {
  probability: 0.5,
  interval: [0.4, 0.6],
  features: [feature],
  networkContribution: 0,
  tumourCropped: false,
};
const codes = (changes: Partial<QualityInput>) =>
  qualityFlags({ summary, mask, prediction, demoModel: false, ...changes }).map(({ code }) => code);

test('a corrected mask on a thin CT within the training range has no flag', () => {
  expect(codes({})).toEqual([]);
});

test('an automatic outline is flagged, and twice when it is not sure', () => {
  const automatic = { ...mask, source: 'automatic' as const };
  expect(codes({ mask: automatic })).toEqual(['not-sure-mask', 'automatic-mask']);
  const sure = { ...summary, draftVerdict: 'accept' as const };
  expect(codes({ mask: automatic, summary: sure })).toEqual(['automatic-mask']);
});

test('2 mm slices are within the protocol, 2.5 mm are not', () => {
  const thick = (sliceThicknessMm: number | null) =>
    codes({ summary: { ...summary, sliceThicknessMm } });
  expect(thick(2)).toEqual([]);
  expect(thick(2.5)).toEqual(['slice-thickness']);
  expect(thick(null)).toEqual([]);
});

test('findings of the import and of the prediction carry their facts', () => {
  const gap = { code: 'missing-slices', severity: 'bad', facts: { count: 3 } } as const;
  const flags = qualityFlags({
    summary: { ...summary, flags: [gap] },
    mask,
    prediction: {
      ...prediction,
      tumourCropped: true,
      features: [{ ...feature, inTrainingRange: false }],
    },
    demoModel: true,
  });
  expect(flags).toEqual([
    { code: 'synthetic-model', severity: 'warn', facts: {} },
    { code: 'tumour-cropped', severity: 'bad', facts: { extentMm: 102 } },
    {
      code: 'feature-out-of-range',
      severity: 'warn',
      facts: { count: 1, names: 'original_shape_MeshVolume' },
    },
    { code: 'missing-slices', severity: 'bad', facts: { count: 3 } },
  ]);
});

test('an automatic outline of a model that somebody brought names it', () => {
  const outlinedBy = { name: 'Lung U-Net', modelSha256: 'a', cardSha256: 'b' };
  const automatic = { ...mask, source: 'automatic' as const, outlinedBy };
  const flags = qualityFlags({ summary, prediction, mask: automatic, demoModel: false });
  const flag = flags.find(({ code }) => code === 'automatic-mask');
  expect(flag?.facts).toEqual({ by: 'Lung U-Net' });
});
