import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { ibsiImages, urpImages } from '#native/radiomics/filters/image-sets.ts';
import { presetColumns } from './preset-columns.ts';
import { builtInPresets, parsePreset, readPreset } from './presets.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nodewise-presets-'));

describe.each(builtInPresets)('%s', (name) => {
  const preset = readPreset(name, resources);
  const columns = presetColumns(preset);

  test('has exactly 14 + 15 × (18 + 21 + 16 + 16 + 14 + 5) = 1364 columns, no two alike', () => {
    expect(columns).toHaveLength(1364);
    expect(new Set(columns.map(({ column }) => column)).size).toBe(1364);
    const count = (family: string) => columns.filter((c) => c.family === family).length;
    expect(count('shape')).toBe(14);
    const perImage = ['firstorder', 'glcm', 'glrlm', 'glszm', 'gldm', 'ngtdm'].map(count);
    expect(perImage).toEqual([18, 21, 16, 16, 14, 5].map((n) => 15 * n));
  });

  test('is named like its file and leaves the study’s three features out', () => {
    expect(preset.name).toBe(name);
    const glcm = columns.filter((c) => c.family === 'glcm').map((c) => c.name);
    for (const left of ['SumAverage', 'MCC', 'SumSquares']) expect(glcm).not.toContain(left);
  });
});

test('the images are those of the numeric core', () => {
  const images = (name: string) =>
    readPreset(name, resources).images.map(({ image, spec }) => ({ image, spec }));
  expect(images('ibsi-1364')).toEqual(ibsiImages);
  expect(images('urp-1364')).toEqual(urpImages(1));
});

/** What reading fails with. */
function failure(read: () => unknown): AppError {
  try {
    read();
  } catch (error) {
    if (error instanceof AppError) return error as AppError;
    throw error;
  }
  throw new Error('nothing failed');
}

type Changed = Record<string, Record<string, unknown>>;
const edited = (edit: (preset: Changed) => void): string => {
  const preset = structuredClone(readPreset('ibsi-1364', resources)) as unknown as Changed;
  edit(preset);
  return JSON.stringify(preset);
};

test.each([
  ['families.glcm', edited((p) => (p['families']['glcm'] = { features: 'all', distance: 1 }))],
  ['grid.spacingMm.1', edited((p) => (p['grid']['spacingMm'] = [1, 0, 1]))],
  ['images.0.spec', edited((p) => (p['images'][0] = { image: 'a', spec: { filter: 'wavelet' } }))],
  ['images.0.spec', edited((p) => (p['images'][0] = { image: 'a', spec: { filter: 'magic' } }))],
  ['preset', '{'],
])('what breaks the schema is named: %s', (path, text) => {
  const { code, details } = failure(() => parsePreset(text));
  expect(code).toBe('invalid-input');
  const issues = (details as { issues: readonly { path: string }[] }).issues;
  expect(issues.some((issue) => issue.path.startsWith(path))).toBe(true);
});

test('a feature or border that does not exist is named', () => {
  const choice = { only: ['Busynes'] };
  const ngtdm = { features: choice, aggregation: '3D, averaged', distances: [1] };
  const features = edited((p) => (p['families']['ngtdm'] = ngtdm));
  expect(failure(() => parsePreset(features)).details).toEqual({
    settings: [{ name: 'ngtdm_Busynes', reason: 'there is no such feature' }],
  });
  const border = edited((p) => ((p['images'][9] as { border: string }).border = 'zero'));
  expect(failure(() => parsePreset(border)).details).toEqual({
    settings: [{ name: 'log-sigma-1-0-mm-3D border', reason: 'the filter\'s rule is "nearest"' }],
  });
});

test('a file of settings says in which line it breaks', () => {
  const file = join(folder, 'mine.json');
  const broken = (text: string) => {
    writeFileSync(file, text);
    return failure(() => readPreset(file, resources)).details;
  };
  expect(broken('{\n  "name": "x",,\n}')).toEqual({
    issues: [{ path: 'mine.json', message: 'line 2: this is no JSON' }],
  });
  const { issues } = broken('{\n  "name": "mine",\n  "version": 0,\n  "colour": 1\n}') as {
    issues: readonly { path: string; message: string }[];
  };
  const said = (path: string) => issues.find((issue) => issue.path === path)?.message;
  expect(said('version')).toContain('"mine.json" line 3: ');
  expect(said('colour')).toBe('"mine.json" line 4: there is no such setting');
});

test('a folder in the place of a preset', () => {
  expect(failure(() => readPreset(folder, resources))).toMatchObject({
    details: { reason: 'it is a folder' },
  });
});

test('an unknown name lists the known ones', () => {
  const { code, details } = failure(() => readPreset('ibsi-1365', resources));
  expect([code, details]).toEqual([
    'preset-unknown',
    { name: 'ibsi-1365', known: ['ibsi-1364', 'urp-1364'] },
  ]);
});

function parameterFile(text: string): string {
  const path = join(mkdtempSync(join(folder, 'yaml-')), 'Params.yaml');
  writeFileSync(path, text);
  return path;
}
const fromYaml = (text: string) => readPreset(parameterFile(text), resources);

describe('a parameter file of PyRadiomics', () => {
  test('becomes the preset that it describes', () => {
    const preset = fromYaml(`
setting:
  binWidth: 10
  label: 1
  interpolator: sitkBSpline
  resegmentRange: [-3, 3]
  resegmentMode: sigma
  distances: [1, 2]
  gldm_a: 1
imageType:
  Original: {}
  LoG:
    sigma: [1.0, 2.5]
  Wavelet: {}
featureClass:
  shape:
  firstorder: [Mean, Energy]
  glcm:
    - JointEntropy
`);
    expect(preset.discretisation).toEqual({ kind: 'fixed-width', width: 10, origin: 'multiple' });
    expect(preset.resegmentation).toEqual({ range: null, outlierSigmas: 3 });
    expect(preset.families.glcm).toMatchObject({ distances: [1, 2] });
    // The names and counts that PyRadiomics gives its columns.
    const columns = presetColumns(preset).map(({ column }) => column);
    expect(columns).toHaveLength(14 + 11 * 3);
    expect(columns).toContain('log-sigma-2-5-mm-3D_glcm_JointEntropy');
    expect(columns).toContain('wavelet-HHH_firstorder_Energy');
    expect(columns).not.toContain('original_firstorder_Variance');
  });

  test('an empty file is PyRadiomics’ default: the original, 14 + 18 + 24 + 16 + 16 + 14 + 5', () => {
    const preset = fromYaml('');
    expect(presetColumns(preset)).toHaveLength(107);
    expect(preset.discretisation).toEqual({ kind: 'fixed-width', width: 25, origin: 'multiple' });
  });

  test('a bin count comes before a width', () => {
    expect(fromYaml('setting: { binCount: 32, binWidth: 5 }').discretisation).toEqual({
      kind: 'fixed-number',
      count: 32,
    });
  });

  test('resampling starts at the image’s corner, with padding around the region', () => {
    const { grid } = fromYaml('setting: { resampledPixelSpacing: [2, 2, 0], padDistance: 7 }');
    expect(grid).toMatchObject({ spacingMm: [2, 2, null], alignment: 'corner', around: 7 });
    expect(grid.imageInterpolation).toBe('cubic');
  });

  test('without resampling filters see the whole image, or its crop', () => {
    expect(fromYaml('').grid).toMatchObject({ spacingMm: null, around: 'all' });
    expect(fromYaml('setting: { preCrop: true }').grid).toMatchObject({ around: 5 });
  });

  test('one limit leaves the range open above', () => {
    expect(fromYaml('setting: { resegmentRange: [-500] }').resegmentation).toEqual({
      range: [-500, null],
      outlierSigmas: null,
    });
  });

  test.each([
    ['setting: { normalize: true, removeOutliers: -1 }', 'removeOutliers'],
    ['{ setting: { force2D: true }, imageType: { Wavelet: {} } }', 'force2D'],
    ['setting: { force2D: true, force2Ddimension: 1 }', 'force2Ddimension'],
    ['setting: { weightingNorm: euclidean }', 'weightingNorm'],
    ['setting: { resampledPixelSpacing: [1, 1] }', 'resampledPixelSpacing'],
    ['setting: { interpolator: sitkGaussian }', 'interpolator'],
    ['setting: { padDistance: -1 }', 'padDistance'],
    ['setting: { geometryTolerance: 0.1 }', 'geometryTolerance'],
    ['setting: { label: 2 }', 'label'],
    ['setting: { binwidth: 25 }', 'binwidth'],
    ['setting: { resegmentMode: sigma, resegmentRange: [-2, 3] }', 'resegmentRange'],
    ['imageType: { LBP3D: {} }', 'imageType LBP3D'],
    ['imageType: { Wavelet: { wavelet: haar } }', 'imageType Wavelet wavelet'],
    ['imageType: { Original: { binWidth: 5 } }', 'imageType Original binWidth'],
    ['imageType: { LoG: {} }', 'imageType LoG'],
    ['featureClass: { shape2D: }', 'featureClass shape2D'],
    ['featureClass: { firstorder: [StandardDeviation] }', 'firstorder_StandardDeviation'],
    ['voxelSetting: { kernelRadius: 2 }', 'voxelSetting'],
  ])('%s cannot be honoured and is named', (text, name) => {
    const { code, details } = failure(() => fromYaml(text));
    expect(code).toBe('settings-unsupported');
    const { settings } = details as { settings: readonly { name: string }[] };
    expect(settings.map((setting) => setting.name)).toEqual([name]);
  });

  test('every such setting is named at once', () => {
    const { details } = failure(() =>
      fromYaml('setting: { symmetricalGLCM: false, weightingNorm: euclidean }'),
    );
    expect((details as { settings: unknown[] }).settings).toHaveLength(2);
  });

  test('what is refused says in which line of which file', () => {
    const text = 'setting:\n  binWidth: 25\n  binwidth: 5\nimageType:\n  LoG:\n    sigma: 3\n';
    expect(failure(() => fromYaml(text)).details).toEqual({
      settings: [
        { name: 'binwidth', reason: '"Params.yaml" line 3: there is no such setting' },
        { name: 'imageType LoG sigma', reason: '"Params.yaml" line 6: the value 3' },
      ],
    });
    expect(failure(() => fromYaml('featureClass:\n  firstorder: Mean\n')).details).toMatchObject({
      issues: [{ path: 'featureClass.firstorder', message: /^"Params.yaml" line 2: / }].map(
        (issue) => ({ ...issue, message: expect.stringMatching(issue.message) as unknown }),
      ),
    });
  });

  test('what is no YAML says in which line', () => {
    const { code, details } = failure(() => fromYaml('setting:\n  a: [1\n'));
    expect(code).toBe('invalid-input');
    expect(JSON.stringify(details)).toContain('line');
  });
});
