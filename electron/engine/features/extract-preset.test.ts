import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Geometry, Mask, Volume } from '#native/image/volume.ts';
import { extractPreset } from './extract-preset.ts';
import { presetColumns } from './preset-columns.ts';
import type { Preset } from './preset-schema.ts';
import { readPreset } from './presets.ts';

const resources = fileURLToPath(new URL('../../../resources', import.meta.url));

const geometry: Geometry = {
  dimensions: [14, 14, 14],
  spacingMm: [1, 1, 1],
  originMm: [3, -7, 11],
  direction: [-1, 0, 0, 0, -1, 0, 0, 0, 1],
};
const at = (n: number) => [n % 14, Math.floor(n / 14) % 14, Math.floor(n / 196)];
const volume: Volume = {
  geometry,
  // Texture without symmetry: a ramp and a wave.
  data: Int16Array.from({ length: 2744 }, (_, n) => {
    const [i, j, k] = at(n);
    return 40 * i - 15 * j + Math.round(60 * Math.sin(i * j + 2 * k));
  }),
};
const maskOf = (inside: (i: number, j: number, k: number) => boolean): Mask => ({
  geometry,
  data: Uint8Array.from(volume.data, (_, n) => {
    const [i, j, k] = at(n);
    return inside(i, j, k) ? 1 : 0;
  }),
});
const lesion = maskOf((i, j, k) => (i - 6) ** 2 + (j - 7) ** 2 + (k - 7) ** 2 <= 9);

test('ibsi-1364 gives its 1364 columns, all finite, the same on every run', () => {
  const preset = readPreset('ibsi-1364', resources);
  const { columns, values } = extractPreset(volume, lesion, preset);
  expect(columns).toEqual(presetColumns(preset));
  expect(values).toHaveLength(1364);
  expect(values.every(Number.isFinite)).toBe(true);
  expect(extractPreset(volume, lesion, preset).values).toEqual(values);
});

test('first-order values are those of the voxels, on a grid that stays the same', () => {
  const preset = readPreset('ibsi-1364', resources);
  const { columns, values } = extractPreset(volume, lesion, preset);
  const inside = [...volume.data].filter((_, n) => lesion.data[n] === 1);
  const value = (name: string) => values[columns.findIndex(({ column }) => column === name)];
  expect(value('original_shape_VoxelVolume')).toBe(inside.length);
  expect(value('original_firstorder_Maximum')).toBe(Math.max(...inside));
  expect(value('original_firstorder_Energy')).toBe(inside.reduce((sum, x) => sum + x * x, 0));
});

test('a range that leaves nothing says so', () => {
  const preset = readPreset('ibsi-1364', resources);
  const emptied: Preset = {
    ...preset,
    resegmentation: { range: [9000, null], outlierSigmas: null },
  };
  expect(() => extractPreset(volume, lesion, emptied)).toThrow(
    expect.objectContaining({ code: 'features-undefined' }),
  );
});

test('one voxel has values by the documented rules, and none that is not finite', () => {
  const preset = readPreset('ibsi-1364', resources);
  const { values } = extractPreset(
    volume,
    maskOf((i, j, k) => i === 6 && j === 7 && k === 7),
    preset,
  );
  expect(values.every(Number.isFinite)).toBe(true);
});
