import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { segmentAutomatically } from '#native/segmentation/automatic.ts';
import { segmentClick } from '#native/segmentation/one-click.ts';
import { dice, overlapOf } from './mask-overlap.ts';
import { cropNames, readCrop } from './nodule-crops.ts';
import { realCts, type RealCt } from './real-cts.ts';
import { clickCrop } from './segmentation.ts';

/** A busy machine takes many times the seconds of processor that these need. */
const patience = 180_000;

const shared = process.env['NODEWISE_SHARED'] ?? '../shared';
const crops = join(shared, 'data/nodule-crops');
const phantom = join(shared, 'data/ct/ibsi-phantom/nifti/image/phantom.nii.gz');

test.skipIf(!existsSync(crops))(
  'outlines of real nodules agree with readers',
  { timeout: patience },
  () => {
    // Every twelfth crop and the centre click only: the whole set is the benchmark's.
    const names = cropNames(crops).filter((_, n) => n % 12 === 0);
    const clicks = names.map((name, n) => clickCrop(readCrop(crops, name), n, ['centre'])[0]);
    const values = clicks.map((click) => click.dice).sort((a, b) => a - b);
    expect(values[Math.floor(values.length / 2)]).toBeGreaterThan(0.7);
    // A confident outline that a reader would not share is the one thing that must not happen.
    for (const { verdict, dice: value } of clicks)
      if (verdict === 'accept') expect(value).toBeGreaterThan(0.6);
  },
);

describe.skipIf(!existsSync(phantom))(
  'a mass of 359 ml, far larger than the nodules tuned on',
  () => {
    let ct: RealCt;
    beforeAll(async () => {
      for await (ct of realCts(shared)) break;
    });
    const overlap = (mask: Parameters<typeof overlapOf>[0]) =>
      overlapOf(mask, ct.tumour ?? [], ct.image.geometry.dimensions);

    test('the automatic search says that it is not sure', { timeout: patience }, () => {
      const proposals = segmentAutomatically(ct.image);
      expect(proposals.length).toBeGreaterThan(1);
      for (const { verdict } of proposals) expect(verdict).toBe('not-sure');
      // At least one of the candidates points into the mass.
      expect(Math.max(...proposals.map(({ mask }) => overlap(mask).both))).toBeGreaterThan(0);
    });

    test(
      'a click in its middle finds most of it, and still is not sure',
      { timeout: patience },
      () => {
        const [first] = segmentClick(ct.image, [[102, 98, 27]]);
        expect(first.verdict).toBe('not-sure');
        expect(dice(overlap(first.mask))).toBeGreaterThan(0.6);
      },
    );
  },
);
