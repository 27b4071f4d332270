import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedFile } from '../../testing/shared-data.ts';
import { loadVolume } from './load-volume.ts';
import { readNifti } from './read-nifti.ts';
import { scanSources } from './scan-sources.ts';
import type { FlagCode, SeriesDraft } from './series.ts';

const phantom = sharedFile('data/ct/ibsi-phantom');
const lung1 = sharedFile('data/ct/lung1-001/LUNG1-001_CT134_RTSTRUCT_dicom.tar.xz');
const totalSegmentator = sharedFile('data/ct/totalsegmentator-ct');

async function onlySeries(folder: string): Promise<SeriesDraft> {
  const { series } = await scanSources([folder]);
  expect(series).toHaveLength(1);
  return series[0];
}

function codesOf({ flags }: SeriesDraft): readonly FlagCode[] {
  return flags.map(({ code }) => code);
}

// The NIfTI was converted from this DICOM series by the authors of IBSI, not by us.
test.skipIf(phantom === undefined)('the IBSI phantom equals its NIfTI voxel by voxel', async () => {
  const draft = await onlySeries(join(phantom ?? '', 'dicom'));
  const volume = await loadVolume(draft);
  const nifti = readNifti(readFileSync(join(phantom ?? '', 'nifti/image/phantom.nii.gz')));

  expect(volume.data).toBeInstanceOf(Int16Array);
  expect(volume.geometry.dimensions).toEqual(nifti.geometry.dimensions);
  for (const key of ['spacingMm', 'originMm', 'direction'] as const) {
    for (const [n, value] of volume.geometry[key].entries()) {
      expect(value).toBeCloseTo(nifti.geometry[key][n], 4);
    }
  }
  expect(volume.data.length).toBe(nifti.data.length);
  expect(volume.data.findIndex((hu, n) => hu !== nifti.data[n])).toBe(-1);
});

test.skipIf(lung1 === undefined)('LUNG1-001 has 134 slices, all too thick', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-lung1-'));
  try {
    execFileSync('tar', ['xf', lung1 ?? '', '-C', folder]);
    const { series, refused } = await scanSources([folder]);
    expect(refused.map(({ code, facts }) => [code, facts['modality']])).toEqual([
      ['not-ct', 'RTSTRUCT'],
    ]);
    const [draft] = series;
    expect(draft.slices).toHaveLength(134);
    expect(draft.geometry.spacingMm).toEqual([0.9765625, 0.9765625, 3]);
    expect(codesOf(draft)).toEqual(['thick-slices', 'contrast-unknown']);
    expect(draft.flags[0].facts).toEqual({ thicknessMm: 3, protocolMm: 2 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test.skipIf(totalSegmentator === undefined)(
  'overlapping JPEG 2000 slices keep their true spacing, and blanked identifiers do no harm',
  async () => {
    const draft = await onlySeries(join(totalSegmentator ?? '', 'example_ct_dicom'));
    expect(draft.slices).toHaveLength(20);
    expect(draft.geometry.spacingMm).toEqual([0.9765625, 0.9765625, 2]);
    expect(codesOf(draft)).toEqual([
      'thick-slices',
      'overlapping-slices',
      'contrast-given',
      'missing-identifiers',
    ]);
    const { data } = await loadVolume(draft);
    expect(data).toBeInstanceOf(Int16Array);
    // pydicom 3.0.2 with pylibjpeg, slices stacked by position: min, max and sum of the HU.
    const [least, most, sum] = extent(data);
    expect({ least, most, sum }).toEqual({ least: -1024, most: 1839, sum: -3272217339 });
  },
);

function extent(values: Iterable<number>): readonly [least: number, most: number, sum: number] {
  let [least, most, sum] = [Infinity, -Infinity, 0];
  for (const value of values) {
    least = Math.min(least, value);
    most = Math.max(most, value);
    sum += value;
  }
  return [least, most, sum];
}
