import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Geometry, Mask, Vec3, Volume } from '#native/image/volume.ts';
import { indexToPatient } from '#native/image/volume.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { contoursToMask } from './contours-to-mask.ts';
import { readNifti } from './read-nifti.ts';
import { readNrrd } from './read-nrrd.ts';
import { readRtStruct, type Contour } from './read-rtstruct.ts';
import { scanSources } from './scan-sources.ts';

/** An oblique grid, so that a swapped axis or sign cannot go unnoticed. */
const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
const geometry: Geometry = {
  dimensions: [7, 6, 3],
  spacingMm: [0.7, 0.9, 2.5],
  originMm: [-101.5, 55.5, -310.25],
  direction: [c, s, 0, -s, c, 0, 0, 0, 1],
};

/** An outline on slice `k` whose corners are given in voxels. */
const outline = (k: number, corners: readonly (readonly [number, number])[]): Contour =>
  corners.map(([i, j]) => indexToPatient(geometry, [i, j, k]));

const square = (k: number, from: number, to: number) =>
  outline(k, [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
  ]);

/** Slice `k` as rows of dots and crosses. */
const drawn = ({ data }: Mask, k: number) =>
  Array.from({ length: 6 }, (_, j) =>
    [...data.subarray(7 * (j + 6 * k), 7 * (j + 1 + 6 * k))].map((v) => '.x'[v]).join(''),
  );

test('a voxel is inside when its centre is; an inner outline is a hole', () => {
  const { mask, outside } = contoursToMask([square(1, 0.6, 5.4), square(1, 1.6, 3.4)], geometry);
  expect(drawn(mask, 1)).toEqual([
    '.......',
    '.xxxxx.',
    '.x..xx.',
    '.x..xx.',
    '.xxxxx.',
    '.xxxxx.',
  ]);
  expect([drawn(mask, 0), drawn(mask, 2)].flat()).toEqual(Array<string>(12).fill('.......'));
  expect(outside).toBe(0);
});

test('direction, first point and a closing point change nothing', () => {
  const corners: readonly (readonly [number, number])[] = [
    [0.5, 0.2],
    [5.7, 1.3],
    [3.1, 4.9],
    [2.2, 2.4],
  ];
  const of = (list: typeof corners) => contoursToMask([outline(0, list)], geometry).mask;
  const expected = of(corners);
  expect(expected.data).toContain(1);
  expect(of([...corners].reverse())).toEqual(expected);
  expect(of([...corners.slice(2), ...corners.slice(0, 2)])).toEqual(expected);
  expect(of([...corners, corners[0]])).toEqual(expected);
});

test('neighbours that share an edge through voxel centres share no voxel and leave no gap', () => {
  const flat: Geometry = { ...geometry, direction: [1, 0, 0, 0, 1, 0, 0, 0, 1] };
  const box = (x0: number, x1: number, y0: number, y1: number): Contour =>
    (
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
      ] as const
    ).map(([i, j]): Vec3 =>
      indexToPatient({ ...flat, originMm: [0, 0, 0], spacingMm: [1, 1, 1] }, [i, j, 0]),
    );
  const unit: Geometry = { ...flat, originMm: [0, 0, 0], spacingMm: [1, 1, 1] };
  const left = contoursToMask([box(1, 3, 1, 4)], unit).mask.data;
  const right = contoursToMask([box(3, 5, 1, 4)], unit).mask.data;
  const sum = left.map((value, n) => value + right[n]);
  expect(sum.reduce((a, b) => a + b, 0)).toBe(4 * 3);
  expect(Math.max(...sum)).toBe(1);
});

test('outlines off the grid are counted and not bent onto it', () => {
  const contours = [square(1, 1, 4), square(1.3, 1, 4), square(3, 1, 4), square(0, 4, 9)];
  expect(contoursToMask(contours, geometry).outside).toBe(3);
});

/** Voxels in both masks, and in one of them alone. */
function agreement({ data }: Mask, reference: Volume) {
  let [both, ours, theirs] = [0, 0, 0];
  for (let n = 0; n < data.length; n++) {
    const other = reference.data[n] !== 0;
    if (data[n] === 1 && other) both += 1;
    else if (data[n] === 1) ours += 1;
    else if (other) theirs += 1;
  }
  return { both, ours, theirs };
}

/** Draws the structures of a file on its series, one by name at a time. */
async function drawRois(images: string, structures: string): Promise<(name: string) => Mask> {
  const { series } = await scanSources([images]);
  const { rois, seriesInstanceUid } = await readRtStruct(readFileSync(structures));
  expect(seriesInstanceUid).toBe(series[0].seriesInstanceUid);
  return (name) => {
    const roi = rois.find((r) => r.name === name);
    const { mask, outside } = contoursToMask(roi?.contours ?? [], series[0].geometry);
    expect(outside).toBe(0);
    return mask;
  };
}

const phantom = sharedFile('data/ct/ibsi-phantom');

// The NIfTI mask was made from this structure set by the authors of IBSI.
test.skipIf(phantom === undefined)('the IBSI phantom equals its NIfTI mask', async () => {
  const folder = phantom ?? '';
  const structures = join(folder, 'dicom/mask/DCM_RS_00060.dcm');
  const mask = (await drawRois(join(folder, 'dicom/image'), structures))('GTV-1');
  const reference = readNifti(readFileSync(join(folder, 'nifti/mask/mask.nii.gz')));
  expect(agreement(mask, reference)).toEqual({ both: 125256, ours: 0, theirs: 0 });
});

const lung1 = sharedFile('data/ct/lung1-001');

// The tumour voxel by voxel. In the lungs plastimatch fills inner outlines, which here are holes; by
// them alone its masks are larger.
test.skipIf(lung1 === undefined)(
  'LUNG1-001 equals what plastimatch made of it',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nodewise-rtstruct-'));
    const archive = join(lung1 ?? '', 'LUNG1-001_CT134_RTSTRUCT_dicom.tar.xz');
    try {
      execFileSync('tar', ['xJf', archive, '-C', folder]);
      const structures = join(folder, 'mask_rtstruct/1-1.dcm');
      const drawing = await drawRois(join(folder, 'image'), structures);
      const compared = (name: string) => {
        const reference = readNrrd(readFileSync(join(lung1 ?? '', `plastimatch_${name}.nrrd`)));
        const mask = drawing(name);
        expect(mask.geometry).toEqual(reference.geometry);
        return agreement(mask, reference);
      };
      expect(compared('GTV-1')).toEqual({ both: 54639, ours: 0, theirs: 0 });
      const lung = compared('Lung-Left');
      expect(lung.ours).toBe(0);
      expect(lung.theirs / lung.both).toBeLessThan(5e-4);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
  30_000,
);
