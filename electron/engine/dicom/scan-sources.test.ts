import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ctSlice, folderOf, type SliceOptions, stackOf } from '../../testing/synthetic-ct.ts';
import { loadVolume } from './load-volume.ts';
import { scanSources } from './scan-sources.ts';
import type { Flag, FlagCode, SeriesDraft } from './series.ts';

/** Twenty-five slices at most are too few only for those tests that ask. */
const count = 25;

async function scanSlices(slices: readonly SliceOptions[]) {
  return scanSources([folderOf(slices.map(ctSlice))]);
}

async function oneSeries(slices: readonly SliceOptions[]): Promise<SeriesDraft> {
  const { series, refused } = await scanSlices(slices);
  expect(refused).toEqual([]);
  expect(series).toHaveLength(1);
  return series[0];
}

function flag({ flags }: SeriesDraft, code: FlagCode): Flag | undefined {
  return flags.find((found) => found.code === code);
}

test('an even stack has no flags and lies in the order of its positions', async () => {
  const numbered = stackOf(count).map((slice) => ({
    ...slice,
    // Numbered against the positions, as some scanners do.
    elements: { InstanceNumber: 1000 - slice.z },
  }));
  const draft = await oneSeries(numbered);
  expect(draft.flags).toEqual([]);
  expect(draft.geometry).toEqual({
    dimensions: [6, 4, count],
    spacingMm: [0.7, 0.7, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  });
  const { data } = await loadVolume(draft);
  expect(Array.from({ length: count }, (_, k) => data[24 * k])).toEqual(
    stackOf(count).map(({ z }) => z),
  );
});

test('head-down orientation keeps a right-handed grid', async () => {
  const slices = stackOf(count).map((slice) => ({
    ...slice,
    elements: { ImageOrientationPatient: [1, 0, 0, 0, -1, 0] },
  }));
  const draft = await oneSeries(slices);
  // row × column points to the feet, so that the first slice is the highest.
  expect(draft.geometry.direction.slice(6).map((value) => value + 0)).toEqual([0, 0, -1]);
  expect(draft.geometry.originMm).toEqual([0, 0, count - 1]);
});

test('missing slices are named by the slice before the gap', async () => {
  const draft = await oneSeries(stackOf(count).filter(({ z }) => ![5, 10, 11].includes(z)));
  expect(flag(draft, 'missing-slices')).toEqual({
    code: 'missing-slices',
    severity: 'bad',
    slices: [5, 9],
    facts: { missing: 3, stepMm: 1 },
  });
  expect(draft.geometry.spacingMm[2]).toBe(1);
});

test('unequal steps are named', async () => {
  const moved = stackOf(count).map((slice) => (slice.z === 7 ? { z: 7.3 } : slice));
  const draft = await oneSeries(moved);
  expect(flag(draft, 'unequal-spacing')).toEqual({
    code: 'unequal-spacing',
    severity: 'bad',
    slices: [7, 8],
    facts: { stepMm: 1, smallestMm: 0.7, largestMm: 1.3 },
  });
});

test('rounded positions are even; a step that changes on the way is not', async () => {
  const rounded = stackOf(count).map(({ z }) => ({ z: Math.round(z * 6.25) / 10 }));
  const even = await oneSeries(rounded.map((slice) => ({ ...slice, stored: 0 })));
  expect(even.flags.map(({ code }) => code)).toEqual(['overlapping-slices']);
  expect(even.geometry.spacingMm[2]).toBeCloseTo(0.625, 10);

  const changing = stackOf(count).map(({ z }) => ({ z: z < 12 ? z : z * 1.08 - 0.96, stored: 0 }));
  expect(flag(await oneSeries(changing), 'unequal-spacing')?.slices).toEqual([13]);
});

test('a copy of a file is dropped; other pixels under the same UID are a warning sign', async () => {
  const copied = await oneSeries([...stackOf(count), { z: 3 }]);
  expect(copied.slices).toHaveLength(count);
  expect(copied.flags).toEqual([
    { code: 'duplicate-instance', severity: 'info', slices: [4], facts: { files: 1 } },
  ]);
  const conflicting = await oneSeries([...stackOf(count), { z: 3, stored: 99 }]);
  expect(flag(conflicting, 'conflicting-instance')).toMatchObject({ severity: 'bad', slices: [4] });
});

test('of two slices at one position the same one is kept however files are named', async () => {
  const twin = {
    z: 3,
    stored: 777,
    elements: { SOPInstanceUID: '1.2.3.99', AcquisitionNumber: 2 },
  };
  for (const slices of [
    [...stackOf(count), twin],
    [twin, ...stackOf(count)],
  ]) {
    const draft = await oneSeries(slices);
    expect(flag(draft, 'duplicate-position')).toMatchObject({ slices: [4], facts: { dropped: 1 } });
    expect((await loadVolume(draft)).data[24 * 3]).toBe(3);
  }
});

test('a tilted gantry is found from positions, with its angle', async () => {
  const tan = Math.tan((12 * Math.PI) / 180);
  const draft = await oneSeries(
    stackOf(count).map(({ z }) => ({ z, position: [0, z * tan, z] as const })),
  );
  expect(flag(draft, 'gantry-tilt')).toMatchObject({ severity: 'bad', facts: { tiltDegrees: 12 } });
});

test('slices of another size form a series of their own, and both say so', async () => {
  const { series } = await scanSlices([...stackOf(count), { z: 30, rows: 8, columns: 8 }]);
  expect(series.map(({ slices }) => slices.length)).toEqual([count, 1]);
  for (const draft of series) {
    expect(flag(draft, 'mixed-sizes')?.facts).toEqual({ sizes: '6×4, 8×8' });
  }
  expect(flag(series[1], 'few-slices')?.facts).toEqual({ slices: 1 });
});

test('thickness, overlap and gaps are told from the spacing', async () => {
  const thick = (SliceThickness: number | undefined) =>
    oneSeries(stackOf(count).map(({ z }) => ({ z, elements: { SliceThickness } })));
  const codes = async (mm: number | undefined) => (await thick(mm)).flags.map(({ code }) => code);
  expect(await codes(2)).toEqual(['overlapping-slices']);
  expect(await codes(2.5)).toEqual(['thick-slices', 'overlapping-slices']);
  expect(await codes(0.5)).toEqual(['gaps-between-slices']);
  expect(await codes(undefined)).toEqual(['unknown-thickness']);
});

test('headers tell of contrast, lost detail and a missing rescale', async () => {
  const codes = async (elements: SliceOptions['elements']) => {
    const slices = stackOf(count).map(({ z }) => ({ z, ...(elements && { elements }) }));
    return (await oneSeries(slices)).flags.map(({ code }) => code);
  };
  expect(await codes({ ContrastBolusAgent: 'ULTRAVIST' })).toEqual(['contrast-given']);
  expect(await codes({ ContrastBolusAgent: undefined })).toEqual(['contrast-unknown']);
  expect(await codes({ LossyImageCompression: '01' })).toEqual(['lossy-compression']);
  expect(await codes({ RescaleSlope: undefined })).toEqual(['no-rescale']);
  expect(await codes({ RescaleType: 'US' })).toEqual(['not-hounsfield']);
});

test('what cannot be used is refused with its reason and stops nothing', async () => {
  const whole = ctSlice({ z: 99 });
  const files = [
    ctSlice({ z: 0 }),
    whole.slice(0, whole.length - 20),
    whole.slice(0, 300),
    ctSlice({ z: 50, elements: { Modality: 'MR' } }),
    ctSlice({ z: 51, elements: { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] } }),
    ctSlice({ z: 52, elements: { PixelData: undefined } }),
    ctSlice({ z: 53, elements: { ImagePositionPatient: undefined } }),
    ctSlice({ z: 54, elements: { SamplesPerPixel: 3, PhotometricInterpretation: 'RGB' } }),
    ctSlice({ z: 55, elements: { BitsStored: 40 } }),
    Uint8Array.from({ length: 500 }, (_, n) => n % 251),
    new Uint8Array(),
  ];
  const { series, refused } = await scanSources([folderOf(files)]);
  expect(series.map(({ slices }) => slices.length)).toEqual([1]);
  // The folder lists its files last first.
  expect(refused.map(({ code }) => code).reverse()).toEqual([
    'truncated',
    'damaged',
    'not-ct',
    'localizer',
    'no-pixel-data',
    'no-geometry',
    'colour',
    'unsupported-pixel-format',
    'not-dicom',
    'not-dicom',
  ]);
  expect(JSON.stringify(refused.map(({ facts }) => facts))).not.toMatch(/Muster|P-17|1960/);
});

test('a walk enters no folder twice and leaves hidden files out', async () => {
  const folder = folderOf(stackOf(3).map(ctSlice));
  mkdirSync(join(folder, 'deep/deeper'), { recursive: true });
  symlinkSync(folder, join(folder, 'deep/deeper/back'));
  symlinkSync(join(folder, '0001.dcm'), join(folder, 'deep/link.dcm'));
  writeFileSync(join(folder, '.hidden'), 'x');
  writeFileSync(join(folder, 'Thumbs.db'), 'x');
  const { scanned, refused } = await scanSources([folder, join(folder, 'nowhere')]);
  expect(scanned.files).toBe(3);
  expect(refused).toEqual([{ path: join(folder, 'nowhere'), code: 'unreadable', facts: {} }]);
});

test('scanning and loading report progress and stop when told to', async () => {
  const folder = folderOf(stackOf(5).map(ctSlice));
  const seen: number[] = [];
  const { series } = await scanSources([folder], { onProgress: ({ files }) => seen.push(files) });
  await loadVolume(series[0], { onProgress: (done, total) => seen.push(done * 10 + total) });
  expect(seen).toEqual([1, 2, 3, 4, 5, 15, 25, 35, 45, 55]);

  const controller = new AbortController();
  const stop = { signal: controller.signal, onProgress: () => controller.abort() };
  await expect(scanSources([folder], stop)).rejects.toThrow('aborted');
  await expect(loadVolume(series[0], stop)).rejects.toThrow('aborted');
});
