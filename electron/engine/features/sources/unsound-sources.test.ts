import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { AppError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { datasetFromKeywords, writePart10 } from '#engine/dicom/part10.ts';
import { writeNifti } from '#engine/dicom/write-nifti.ts';
import type { Geometry } from '#native/image/volume.ts';
import { ctSlice, type SliceOptions } from '../../../testing/synthetic-ct.ts';
import { readImage } from './read-image.ts';
import { readMask } from './read-mask.ts';

const folder = mkdtempSync(join(tmpdir(), 'nodewise-unsound-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = 0;
function file(bytes: Uint8Array | string, extension: string): string {
  const path = join(folder, `${++written}${extension}`);
  writeFileSync(path, bytes);
  return path;
}

function series(slices: readonly SliceOptions[]): string {
  const path = join(folder, `series-${++written}`);
  mkdirSync(path);
  for (const slice of slices) writeFileSync(join(path, `${slice.z}.dcm`), ctSlice(slice));
  return path;
}

async function sentence(reading: Promise<unknown>): Promise<string> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof AppError) return describeError(error.toWire());
    throw error;
  }
  throw new Error('nothing failed');
}

const even = [0, 1, 2, 3, 4, 5].map((z) => ({ z }));

test('a missing slice would move every outline behind it: the series is refused', async () => {
  const gap = series(even.filter(({ z }) => z !== 2));
  expect(await sentence(readImage(gap))).toContain('missing slices at slice 2');
});

test('so is a tilted gantry, whose slices lie askew', async () => {
  const tilted = series(even.map(({ z }) => ({ z, position: [0, 0.3 * z, z] })));
  expect(await sentence(readImage(tilted))).toContain('gantry tilt');
});

/** A structure set of one outline around the voxels (1..3, 1..2) of the slice at 2 mm. */
function structures(frameOfReference: string | undefined): string {
  const points = [0.5, 0.5, 2, 2.3, 0.5, 2, 2.3, 1.6, 2, 0.5, 1.6, 2];
  const contour = { ContourGeometricType: 'CLOSED_PLANAR', ContourData: points.map(String) };
  const sopClassUid = '1.2.840.10008.5.1.4.1.1.481.3';
  const dataset = datasetFromKeywords({
    SOPClassUID: sopClassUid,
    SOPInstanceUID: '1.2.3.9',
    Modality: 'RTSTRUCT',
    ...(frameOfReference !== undefined && {
      ReferencedFrameOfReferenceSequence: [{ FrameOfReferenceUID: frameOfReference }],
    }),
    StructureSetROISequence: [{ ROINumber: 1, ROIName: 'GTV' }],
    ROIContourSequence: [{ ReferencedROINumber: 1, ContourSequence: [contour] }],
  });
  return file(writePart10(dataset, { sopClassUid, sopInstanceUid: '1.2.3.9' }), '.dcm');
}

test('an outline of another frame of reference is refused, one that names none is not', async () => {
  const image = await readImage(series(even));
  expect(image.frameOfReferenceUid).toBe('1.2.3.3');
  const other = structures('1.2.3.4');
  expect(await sentence(readMask(other, { image }))).toContain('Frame of Reference UID');
  const same = await readMask(structures('1.2.3.3'), { image });
  expect(same.data.filter((inside) => inside === 1)).toHaveLength(6);
  expect(await readMask(structures(undefined), { image })).toEqual(same);
  // A NIfTI image names no frame: nothing can be compared.
  expect(await readMask(other, { image: { geometry: image.geometry } })).toEqual(same);
});

const geometry: Geometry = {
  dimensions: [3, 1, 1],
  spacingMm: [1, 1, 1],
  originMm: [0, 0, 0],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};

test('a map of probabilities is no mask, not even with one value', async () => {
  const soft = file(writeNifti({ geometry, data: Float32Array.of(0, 0.5, 0.5) }), '.nii.gz');
  expect(await sentence(readMask(soft, { image: { geometry } }))).toContain('the value 0.5');
});

test('hundreds of regions are not all listed', async () => {
  const grid: Geometry = { ...geometry, dimensions: [300, 1, 1] };
  const data = Int16Array.from({ length: 300 }, (_, n) => n);
  const atlas = file(writeNifti({ geometry: grid, data }), '.nii.gz');
  const text = await sentence(readMask(atlas, { image: { geometry: grid } }));
  expect(text).toContain('label 20 and 279 more');
});

test('segments of 3D Slicer are chosen by name, also where they overlap', async () => {
  const header =
    'NRRD0005\ntype: uchar\ndimension: 4\nspace: LPS\nsizes: 2 3 1 1\nencoding: raw\n' +
    'kinds: list domain domain domain\nspace directions: none (1,0,0) (0,1,0) (0,0,1)\n' +
    'space origin: (0,0,0)\nSegment0_ID:=a\nSegment0_Name:=GTV\nSegment0_LabelValue:=1\n' +
    'Segment0_Layer:=0\nSegment1_ID:=b\nSegment1_Name:=Lobe\nSegment1_LabelValue:=1\nSegment1_Layer:=1\n\n';
  const path = file(Buffer.concat([Buffer.from(header), Buffer.of(1, 0, 1, 1, 0, 1)]), '.seg.nrrd');
  const mask = (roi: string) => readMask(path, { image: { geometry }, roi });
  expect([...(await mask('GTV')).data]).toEqual([1, 1, 0]);
  expect([...(await mask('Lobe')).data]).toEqual([0, 1, 1]);
  expect(await sentence(readMask(path, { image: { geometry } }))).toContain('1 (GTV), 1 (Lobe)');
});

test.each([
  [
    'its compressed voxels end too early',
    () => writeNifti({ geometry, data: Uint8Array.of(1, 0, 0) }).subarray(0, 60),
    '.nii.gz',
  ],
  ['it is no NIfTI, NRRD or DICOM file', () => 'a text', '.nii'],
  ['it is no NIfTI, NRRD or DICOM file', () => '', '.nii'],
  [
    'it is not a CT slice',
    () => ctSlice({ z: 1, elements: { Modality: 'MR', SOPClassUID: '1.2.840.10008.5.1.4.1.1.4' } }),
    '.dcm',
  ],
])('a file that is no image says why: %s', async (reason, bytes, extension) => {
  expect(await sentence(readImage(file(bytes(), extension)))).toContain(reason);
});

test('a structure set that was cut off is told apart from what is none', async () => {
  const bytes = readFileSync(structures('1.2.3.3'));
  const cut = file(bytes.subarray(0, bytes.length - 40), '.dcm');
  const said = await sentence(readMask(cut, { image: { geometry } }));
  expect(said).toContain('cannot be read');
  expect(said).not.toContain('it is no NIfTI');
});
