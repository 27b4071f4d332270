import { expect, test } from 'vitest';
import type { Mask } from '../image/volume.ts';
import { extractPreset, filterMargin } from './extract-preset.ts';
import { extractionColumns } from './extraction-columns.ts';
import type { ExtractionPreset } from './extraction-preset.ts';
import { ibsiImages, urpImages } from './filters/image-sets.ts';
import pyradiomics from './fixtures/pyradiomics-images.json' with { type: 'json' };
import { syntheticLesion } from './fixtures/synthetic-lesion.ts';
import { extractFeatures } from './registry.ts';

const { volume, mask } = syntheticLesion();
const all = { features: 'all' } as const;
const preset: ExtractionPreset = {
  resegmentation: { range: null, outlierSigmas: null },
  discretisation: { kind: 'fixed-width', width: 25, origin: 'multiple' },
  images: ibsiImages,
  families: {
    shape: all,
    firstorder: all,
    glcm: { features: { except: ['MCC', 'SumAverage', 'SumSquares'] } },
    ...{ glrlm: all, glszm: all, gldm: all, ngtdm: all },
  },
};
const extracted = extractPreset(volume, mask, preset);
const valueOf = ({ columns, values }: typeof extracted): ReadonlyMap<string, number> =>
  new Map(columns.map(({ column }, c) => [column, values[c]]));

test.each([
  ['ibsi', ibsiImages],
  ['urp', urpImages(1)],
])('the %s images have 14 + 15 × 90 values under different names', (_, images) => {
  const { columns, values } = extractPreset(volume, mask, { ...preset, images });
  expect(values).toHaveLength(1364);
  expect(values.every(Number.isFinite)).toBe(true);
  expect(new Set(columns.map(({ column }) => column)).size).toBe(1364);
});

// Computed with PyRadiomics 3.0.1 by fixtures/pyradiomics_images.py.
test.each(Object.entries(pyradiomics.values))('%s equals PyRadiomics', (image, expected) => {
  const images = preset.images.filter((each) => each.image === image);
  const { shape: _, ...families } = { ...preset.families, glcm: all };
  const ours = valueOf(extractPreset(volume, mask, { ...preset, images, families }));
  expect(ours.size).toBe(93);
  const apart = pyradiomics.names.filter((name, n) => {
    // PyRadiomics gives the fourth standardised moment, IBSI's IPH6 is the excess over 3.
    const theirs = name === 'firstorder_Kurtosis' ? expected[n] - 3 : expected[n];
    const gap = Math.abs((ours.get(`${image}_${name}`) ?? NaN) - theirs);
    return !(gap <= 1e-6 * Math.abs(theirs));
  });
  expect(apart).toEqual([]);
});

test('another run, and another order of images and cases, give the same bytes', () => {
  const bytes = (of: typeof extracted): string => Buffer.from(of.values.buffer).toString('hex');
  const urp = { ...preset, images: urpImages(1) };
  const other = extractPreset(volume, mask, urp);
  const backwards = extractPreset(volume, mask, { ...preset, images: ibsiImages.toReversed() });
  expect(bytes(extractPreset(volume, mask, preset))).toBe(bytes(extracted));
  expect(bytes(extractPreset(volume, mask, urp))).toBe(bytes(other));
  // Shape goes with the first image, whichever that is.
  const values = valueOf(backwards);
  const perImage = extracted.columns.filter(({ family }) => family !== 'shape');
  for (const { column } of perImage) {
    expect(values.get(column), column).toBe(valueOf(extracted).get(column));
  }
});

test('the features of the original are those that the demo model reads', () => {
  const values = valueOf(extracted);
  for (const { column, value } of extractFeatures(volume, mask, { binWidth: 25 })) {
    expect(values.get(column), column).toBe(value);
  }
});

test('the columns can be told without an image', () => {
  expect(extractionColumns(preset)).toEqual(extracted.columns);
});

test('re-segmentation changes intensities and leaves the shape', () => {
  const range = [-200, null] as const;
  const kept = valueOf(
    extractPreset(volume, mask, { ...preset, resegmentation: { range, outlierSigmas: null } }),
  );
  expect(kept.get('original_firstorder_Minimum')).toBeGreaterThanOrEqual(-200);
  expect(kept.get('original_shape_VoxelVolume')).toBe(
    valueOf(extracted).get('original_shape_VoxelVolume'),
  );
  const none = { range: [5000, null] as const, outlierSigmas: null };
  expect(() => extractPreset(volume, mask, { ...preset, resegmentation: none })).toThrow(
    new RangeError('no voxel of the region is in the range of re-segmentation, 5000 to any'),
  );
});

test('one voxel has 1364 finite features of every image', () => {
  const data = new Uint8Array(mask.data.length);
  data[mask.data.length >> 1] = 1;
  const one: Mask = { ...mask, data };
  for (const images of [ibsiImages, urpImages(1)]) {
    const { values } = extractPreset(volume, one, { ...preset, images });
    expect(values.filter(Number.isFinite)).toHaveLength(1364);
  }
});

test('each image is announced before it is computed', () => {
  const told: string[] = [];
  extractPreset(volume, mask, preset, (done, of, image) => told.push(`${done}/${of} ${image}`));
  expect(told[0]).toBe('0/15 original');
  expect(told.at(-1)).toBe('14/15 gradient');
});

test('the margin is that of the widest filter, and 20 mm where a filter looks at the whole', () => {
  const wavelets = ibsiImages.filter(({ spec }) => spec.filter === 'wavelet');
  expect(filterMargin({ images: wavelets }, [1, 1, 2])).toEqual([3, 3, 3]);
  expect(filterMargin({ images: urpImages(1) }, [1, 1, 2])).toEqual([20, 20, 10]);
});
