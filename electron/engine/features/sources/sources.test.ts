import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import type { WireError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { datasetFromKeywords, writePart10, type KeywordDataset } from '#engine/dicom/part10.ts';
import { writeNifti } from '#engine/dicom/write-nifti.ts';
import { writeSeg } from '#engine/dicom/write-seg.ts';
import type { Geometry, VoxelArray } from '#native/image/volume.ts';
import { ctSlice } from '../../../testing/synthetic-ct.ts';
import { readImage } from './read-image.ts';
import { readMask } from './read-mask.ts';

const folder = mkdtempSync(join(tmpdir(), 'nodewise-sources-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The grid of the synthetic CT: six columns, four rows, five slices. */
const geometry: Geometry = {
  dimensions: [6, 4, 5],
  spacingMm: [0.7, 0.7, 1],
  originMm: [0, 0, 0],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
const image = { geometry };

let written = 0;
function file(bytes: Uint8Array, extension: string): string {
  const path = join(folder, `${++written}${extension}`);
  writeFileSync(path, bytes);
  return path;
}

const nifti = (data: VoxelArray, grid = geometry) =>
  file(writeNifti({ geometry: grid, data }), '.nii.gz');

/** Labels with value `label` at the given voxels. */
function labels(...marked: readonly (readonly [voxel: number, label: number])[]): Uint8Array {
  const data = new Uint8Array(120);
  for (const [voxel, label] of marked) data[voxel] = label;
  return data;
}

const series = join(folder, 'ct');
mkdirSync(series);
for (const z of [0, 1, 2, 3, 4]) writeFileSync(join(series, `${z}.dcm`), ctSlice({ z }));

function structures(rois: readonly { name: string; points: readonly number[] }[]): string {
  const keywords: KeywordDataset = {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.481.3',
    SOPInstanceUID: '1.2.3.9',
    Modality: 'RTSTRUCT',
    StructureSetROISequence: rois.map(({ name }, n) => ({ ROINumber: n + 1, ROIName: name })),
    ROIContourSequence: rois.map(({ points }, n) => ({
      ReferencedROINumber: n + 1,
      ContourSequence: [{ ContourGeometricType: 'CLOSED_PLANAR', ContourData: points.map(String) }],
    })),
  };
  const meta = { sopClassUid: '1.2.840.10008.5.1.4.1.1.481.3', sopInstanceUid: '1.2.3.9' };
  return file(writePart10(datasetFromKeywords(keywords), meta), '.dcm');
}

/** Around the voxels (1..3, 1..2) of the slice at `z`. */
const around = (z: number) => [0.5, 0.5, z, 2.3, 0.5, z, 2.3, 1.6, z, 0.5, 1.6, z];

async function failure(reading: Promise<unknown>): Promise<WireError> {
  try {
    await reading;
  } catch (error) {
    return (error as { toWire: () => WireError }).toWire();
  }
  throw new Error('nothing failed');
}

test('a folder of DICOM slices and a NIfTI of the same grid give the same image', async () => {
  const fromDicom = await readImage(series);
  expect(fromDicom.geometry).toEqual(geometry);
  expect([...fromDicom.data.subarray(48, 50)]).toEqual([2, 2]);
  const fromNifti = await readImage(nifti(Int16Array.from(fromDicom.data)));
  expect([...fromNifti.data]).toEqual([...fromDicom.data]);
});

test('a label file with one label needs no choice; the mask lies on the image’s own grid', async () => {
  const mask = await readMask(nifti(labels([7, 3], [8, 3])), { image });
  expect(mask.geometry).toBe(geometry);
  expect([...mask.data]).toEqual([...labels([7, 1], [8, 1])]);
});

test('a region of one voxel is allowed', async () => {
  const mask = await readMask(nifti(labels([7, 1], [9, 2])), { image, label: 2 });
  expect([...mask.data]).toEqual([...labels([9, 1])]);
});

test('an outline becomes the voxels whose centres it holds', async () => {
  const path = structures([
    { name: 'Lung', points: around(0) },
    { name: 'GTV', points: around(2) },
  ]);
  const expected = [55, 56, 57, 61, 62, 63];
  const mask = await readMask(path, { image, roi: 'GTV' });
  expect([...mask.data.keys()].filter((n) => mask.data[n] === 1)).toEqual(expected);
  expect(await readMask(path, { image, label: 2 })).toEqual(mask);
});

const about = {
  sopInstanceUid: '2.25.301',
  seriesInstanceUid: '2.25.302',
  trackingUid: '2.25.303',
  trackingId: 'lesion-1',
  label: 'Tumour',
  algorithmType: 'SEMIAUTOMATIC',
  algorithmName: 'Nodewise',
  creator: 'reader-2',
  writtenAt: new Date('2026-03-04T05:06:07Z'),
  softwareVersion: '0.1.0',
} as const;
const source = {
  pseudonym: 'P',
  sex: undefined,
  scannedOn: undefined,
  studyInstanceUid: '1.2.3.1',
  seriesInstanceUid: '1.2.3.2',
  frameOfReferenceUid: '1.2.3.3',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  sopInstanceUids: [0, 1, 2, 3, 4].map((n) => `1.2.3.4.${n}`),
  frameNumbers: [1, 1, 1, 1, 1],
  thicknessMm: 1,
};

test('a SEG is read by its segment; one of another grid or place says how it differs', async () => {
  const data = labels([50, 1], [75, 1]);
  const seg = file(writeSeg({ geometry, data }, source, about), '.dcm');
  expect(await readMask(seg, { image, roi: 'Tumour' })).toEqual({ geometry, data });
  const finer: Geometry = { ...geometry, spacingMm: [0.5, 0.7, 1] };
  const error = await failure(readMask(seg, { image: { geometry: finer } }));
  expect(error).toMatchObject({ code: 'geometry-differs' });
  expect(describeError(error)).toContain(
    'spacing differs by 0.2 mm (image 0.5, 0.7; mask 0.7, 0.7)',
  );
  const higher: Geometry = { ...geometry, originMm: [0, 0, 3] };
  expect(await failure(readMask(seg, { image: { geometry: higher } }))).toEqual({
    code: 'region-outside',
    details: { region: '1 (Tumour)', outside: 1, of: 2 },
  });
});

test('two labels and no choice: the labels are listed', async () => {
  const two = nifti(labels([3, 1], [4, 5]));
  const error = await failure(readMask(two, { image }));
  expect(error).toEqual({
    code: 'region-not-chosen',
    details: { regions: ['label 1', 'label 5'] },
  });
  expect(await failure(readMask(two, { image, label: 2 }))).toEqual({
    code: 'region-unknown',
    details: { asked: '2', regions: ['label 1', 'label 5'] },
  });
});

test('an empty mask, in a label file and in a structure set', async () => {
  expect(await failure(readMask(nifti(labels()), { image }))).toMatchObject({
    code: 'region-empty',
  });
  // Between the voxel centres of a slice: an outline that holds none.
  const tiny = structures([{ name: 'GTV', points: [0.1, 0.1, 1, 0.2, 0.1, 1, 0.2, 0.2, 1] }]);
  expect(await failure(readMask(tiny, { image }))).toEqual({
    code: 'region-empty',
    details: { region: '1 (GTV)' },
  });
});

test('an outline outside the image', async () => {
  const path = structures([{ name: 'GTV', points: around(40) }]);
  const error = await failure(readMask(path, { image }));
  expect(error).toEqual({
    code: 'region-outside',
    details: { region: '1 (GTV)', outside: 1, of: 1 },
  });
  expect(describeError(error)).toContain('1 (GTV) lies outside the image (1 of 1 parts)');
});

test('another grid: every part that differs, and by how much', async () => {
  const other: Geometry = {
    ...geometry,
    dimensions: [6, 4, 4],
    originMm: [0, 0, -2.5],
    direction: [-1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  const error = await failure(readMask(nifti(new Uint8Array(96).fill(1), other), { image }));
  expect(error).toMatchObject({
    code: 'geometry-differs',
    details: {
      differences: [
        { what: 'dimensions', by: 1 },
        { what: 'origin', by: 2.5 },
        { what: 'direction', by: 2 },
      ],
    },
  });
});

test('rounding of 32-bit headers is the same grid, a hundredth of a millimetre is not', async () => {
  const shifted = (mm: number): Geometry => ({ ...geometry, originMm: [mm, 0, 0] });
  const data = labels([3, 1]);
  expect((await readMask(nifti(data, shifted(1e-4)), { image })).geometry).toBe(geometry);
  expect(await failure(readMask(nifti(data, shifted(0.01)), { image }))).toMatchObject({
    code: 'geometry-differs',
  });
});

test('voxels that are no numbers: how many and where the first is', async () => {
  const data = new Float32Array(120);
  data[6 * 4 * 2 + 6 * 3 + 5] = NaN;
  data[119] = Infinity;
  expect(await failure(readImage(nifti(data)))).toEqual({
    code: 'voxels-not-finite',
    details: { what: 'image', count: 2, first: [5, 3, 2] },
  });
});

/** A NIfTI header that says something else. */
function changed(write: (header: Buffer) => void): string {
  const bytes = Buffer.from(gunzipSync(writeNifti({ geometry, data: labels([3, 1]) })));
  write(bytes);
  return file(bytes, '.nii');
}

test('a 4D image', async () => {
  const path = changed((header) => {
    header.writeInt16LE(4, 40);
    header.writeInt16LE(3, 48);
  });
  expect(await failure(readImage(path))).toEqual({
    code: 'image-not-3d',
    details: { file: basename(path), sizes: [6, 4, 5, 3] },
  });
});

test('a spacing of zero', async () => {
  const path = changed((header) => {
    header.writeInt16LE(0, 252);
    header.writeInt16LE(0, 254);
    header.writeFloatLE(0, 84);
  });
  expect(await failure(readImage(path))).toEqual({
    code: 'image-spacing',
    details: { file: basename(path), axis: 'j', spacingMm: 0 },
  });
});

test.each([
  ['there is no such file', () => readImage(join(folder, 'nowhere.nii'))],
  [
    'datatype 32 is not supported',
    () => readImage(changed((header) => header.writeInt16LE(32, 70))),
  ],
  ['no NIfTI, NRRD, DICOM SEG or RTSTRUCT', () => readMask(series, { image })],
])('what cannot be read says why: %s', async (reason, read) => {
  const error = await failure(read());
  expect(describeError(error)).toContain(reason);
});

test('a folder without a series', async () => {
  const empty = join(folder, 'empty');
  mkdirSync(empty);
  expect(await failure(readImage(empty))).toEqual({
    code: 'series-not-unique',
    details: { file: 'empty', series: 0 },
  });
});
