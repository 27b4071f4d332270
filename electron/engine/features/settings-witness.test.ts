import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Volume } from '#native/image/volume.ts';
import reference from '#native/radiomics/fixtures/pyradiomics-settings.json' with { type: 'json' };
import { syntheticLesion } from '#native/radiomics/fixtures/synthetic-lesion.ts';
import { extractPreset } from './extract-preset.ts';
import type { Preset } from './preset-schema.ts';
import { parsePreset, readPreset } from './presets.ts';

// Values of PyRadiomics 3.0.1, on grids of ours after SimpleITK 2.5.7: pyradiomics_settings.py of
// the fixtures. They are in the order of the columns' names.
const { volume, mask } = syntheticLesion();
const folder = mkdtempSync(join(tmpdir(), 'nodewise-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.each(Object.entries(reference.parameterFiles))(
  'a parameter file’s values are PyRadiomics’: %s',
  (_, { parameters, values }) => {
    expect(apart(presetOf(parameters), values)).toEqual([]);
  },
);

test('an image of integers stays one when it is resampled, as in PyRadiomics', () => {
  const { parameters, values } = reference.wholeNumbers;
  const integers = { ...volume, data: Int16Array.from(volume.data) };
  const preset = presetOf(parameters);
  expect(apart(preset, values, integers)).toEqual([]);
  expect(apart(preset, values)).not.toEqual([]);
});

test('integers without a sign stay ones, and none of them falls below 0', () => {
  const { parameters, values } = reference.unsigned;
  const least = Math.min(...volume.data);
  const unsigned = { ...volume, data: Uint16Array.from(volume.data, (value) => value - least) };
  const preset = presetOf(parameters);
  expect(apart(preset, values, unsigned)).toEqual([]);
  const asFloats = { ...volume, data: Float64Array.from(unsigned.data) };
  expect(apart(preset, values, asFloats)).not.toEqual([]);
});

const ownGrid = {
  orientation: 'as-stored',
  spacingMm: [1.13, 1.21, 1.53],
  imageInterpolation: 'linear',
  maskInterpolation: 'linear',
  maskThreshold: 0.5,
  rounded: false,
} as const;

test.each([
  ['linear, half of a voxel, whole HU', { rounded: true }],
  ['linear, a quarter of a voxel', { maskThreshold: 0.25 }],
  ['cubic', { imageInterpolation: 'cubic' }],
  ['nearest', { imageInterpolation: 'nearest', maskInterpolation: 'nearest' }],
] as const)('a grid that shares its centre: %s', (name, settings) => {
  const { families, ...preset } = presetOf(reference.parameterFiles['nearest'].parameters);
  const grid: Preset['grid'] = { ...ownGrid, spacingMm: [1.13, 1.21, 1.53], ...settings };
  const shape = { features: { only: ['MeshVolume', 'VoxelVolume'] } };
  const ours = { ...preset, grid, families: { ...families, shape } };
  expect(apart(ours, reference.grids[name])).toEqual([]);
});

test('bins from the minimum of the region', () => {
  const texture = {
    featureClass: { glcm: null, glrlm: null, glszm: null, gldm: null, ngtdm: null },
  };
  const discretisation = { kind: 'fixed-width', width: 37, origin: 'minimum' } as const;
  const preset = { ...presetOf(texture), discretisation };
  expect(apart(preset, reference.binsFromMinimum)).toEqual([]);
});

/** Through both doors: as a parameter file, and then as a preset of ours. */
function presetOf(parameters: unknown): Preset {
  const path = join(folder, 'Params.yaml');
  writeFileSync(path, JSON.stringify(parameters));
  return parsePreset(JSON.stringify(readPreset(path, folder)));
}

/** Columns that are not equal to 1e-6 of the value. */
function apart(preset: Preset, expected: readonly number[], image: Volume = volume) {
  const { columns, values } = extractPreset(image, mask, preset);
  const ours = columns
    .map(({ column }, c) => ({ column, value: values[c] }))
    .toSorted((a, b) => (a.column < b.column ? -1 : 1));
  expect(ours).toHaveLength(expected.length);
  return ours.flatMap(({ column, value }, n) => {
    // PyRadiomics divides the spread of voxels by n, IBSI by n - 1 (see principal-axes.ts).
    if (column.endsWith('AxisLength')) return [];
    // PyRadiomics gives the fourth standardised moment, IBSI's IPH6 is the excess over 3.
    const theirs = column.endsWith('_firstorder_Kurtosis') ? expected[n] - 3 : expected[n];
    const equal = Math.abs(value - theirs) <= 1e-6 * Math.abs(theirs);
    return equal ? [] : [{ column, value, theirs }];
  });
}
