import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Mask } from '../image/volume.ts';
import { readNifti } from '../testing/read-nifti.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { extractFeatures } from './registry.ts';

const table = sharedFile('data/ibsi/ibsi1_reference.csv');
const phantom = 'data/ibsi/phantoms/ibsi_1_digital_phantom/nifti';
const imageFile = sharedFile(`${phantom}/image/phantom.nii.gz`);
const maskFile = sharedFile(`${phantom}/mask/mask.nii.gz`);

interface Reference {
  readonly code: string;
  readonly value: number;
  readonly tolerance: number;
}

// Consensus values of IBSI 1 for its digital phantom, whose grey levels 1 … 6 need no binning.
test.skipIf(!table || !imageFile || !maskFile)(
  'every feature with an IBSI code is within the tolerance of the digital phantom',
  () => {
    const image = readNifti(imageFile ?? '');
    const region = readNifti(maskFile ?? '');
    const mask: Mask = { ...region, data: Uint8Array.from(region.data) };
    const features = extractFeatures(image, mask, { binWidth: 1 });
    const references = new Map(phantomRows(table ?? '').map((row) => [row.code, row]));

    const claimed = features.filter(({ ibsi }) => ibsi !== null);
    expect(claimed.length).toBeGreaterThanOrEqual(28);
    for (const { column, ibsi, value } of claimed) {
      const reference = references.get(ibsi ?? '');
      expect(reference, `${column} claims ${ibsi}, which has no reference`).toBeDefined();
      if (!reference) continue;
      const distance = Math.abs(value - reference.value);
      expect(distance, `${column}: ${value} for ${reference.value}`).toBeLessThanOrEqual(
        Math.max(reference.tolerance, roundingOf(reference.value)),
      );
    }
  },
);

/** Half a unit of the third significant digit, to which the table is printed. */
function roundingOf(value: number): number {
  return value === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
}

function phantomRows(path: string): Reference[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([config, , , , code, , , value]) => config === 'dig_phantom' && code && value)
    .map((cells) => ({ code: cells[4], value: Number(cells[7]), tolerance: Number(cells[8]) }));
}
