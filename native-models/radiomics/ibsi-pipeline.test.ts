import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { resampleCubicSpline } from '../image/cubic-spline.ts';
import { isotropicGeometry, resample } from '../image/resample.ts';
import type { Geometry, Mask, Volume } from '../image/volume.ts';
import { mean, variance } from '../numeric/descriptive.ts';
import { readNifti } from '../testing/read-nifti.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { parseReferenceValues } from './ibsi/reference-values.ts';
import { textureConformance, type Verdict } from './ibsi/texture-conformance.ts';
import { regionOf } from './region.ts';
import type { BinRule } from './texture/grey-levels.ts';
import { textureRegion } from './texture/texture-region.ts';

const table = sharedFile('data/ibsi/ibsi1_reference.csv');
const imageFile = sharedFile('data/ct/ibsi-phantom/nifti/image/phantom.nii.gz');
const maskFile = sharedFile('data/ct/ibsi-phantom/nifti/mask/mask.nii.gz');

interface Configuration {
  readonly letter: string;
  /** Edge of the cubic voxels to interpolate to in mm, or `undefined` to stay on the grid. */
  readonly spacingMm?: number;
  readonly interpolate?: (image: Volume, target: Geometry) => Volume;
  readonly range: readonly [low: number, high: number];
  readonly outlierDeviations?: number;
  readonly bins: BinRule;
}

// IBSI reference manual, chapter 5 (arXiv:1612.07003v11).
const configurations: readonly Configuration[] = [
  {
    letter: 'A',
    range: [-500, 400],
    bins: { kind: 'fixed-width', width: 25, origin: -500 },
  },
  {
    letter: 'C',
    spacingMm: 2,
    interpolate: (image, target) => resample(image, target, { interpolation: 'linear' }),
    range: [-1000, 400],
    bins: { kind: 'fixed-width', width: 25, origin: -1000 },
  },
  {
    letter: 'E',
    spacingMm: 2,
    interpolate: resampleCubicSpline,
    range: [-1000, 400],
    outlierDeviations: 3,
    bins: { kind: 'fixed-number', count: 32 },
  },
];

test.skipIf(!table || !imageFile || !maskFile).each(configurations)(
  'texture features of the CT phantom agree with the references of configuration $letter',
  (configuration) => {
    const references = parseReferenceValues(readFileSync(table ?? '', 'utf8')).filter(
      (reference) => reference.configuration === configuration.letter,
    );
    const region = regionOf(...prepared(configuration));
    const verdicts = textureConformance(textureRegion(region, configuration.bins), references);
    const count = (outcome: Verdict['outcome']): number =>
      verdicts.filter((verdict) => verdict.outcome === outcome).length;
    console.info(
      `IBSI CT phantom ${configuration.letter}, ${region.values.length} voxels, texture: ` +
        `${count('passed') + count('failed')} claimed, ${count('passed')} passed, ` +
        `${count('failed')} failed, ${count('not implemented')} not implemented`,
    );
    expect(verdicts.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(count('passed')).toBeGreaterThan(50);
  },
);

/** The image and the intensity mask of a configuration: interpolated, rounded, re-segmented. */
function prepared(configuration: Configuration): [Volume, Mask] {
  const { spacingMm, interpolate, range, outlierDeviations } = configuration;
  const image = readNifti(imageFile ?? '');
  const mask = readNifti(maskFile ?? '');
  const target = isotropicGeometry(image.geometry, spacingMm ?? 1);
  const { geometry, data } = interpolate?.(image, target) ?? image;
  const share = spacingMm ? resample(mask, target, { interpolation: 'linear' }) : mask;
  const volume = { geometry, data: Float64Array.from(data).map(Math.round) };
  const inside = within(volume, Uint8Array.from(share.data.map(isInside)), range);
  const kept = outlierDeviations
    ? within(volume, inside, outlierRange(volume, inside, outlierDeviations))
    : inside;
  return [volume, { geometry, data: kept }];
}

/** A voxel half in the mask is in it; the half comes out of float32 a hair off. */
function isInside(share: number): number {
  return Number(share >= 0.5 - 1e-6);
}

function within(
  { data }: Volume,
  inside: Uint8Array,
  [low, high]: readonly [number, number],
): Uint8Array {
  return inside.map((value, n) => (data[n] >= low && data[n] <= high ? value : 0));
}

/** The mean of the voxels inside give or take so many standard deviations (divided by n). */
function outlierRange({ data }: Volume, inside: Uint8Array, deviations: number): [number, number] {
  const values = Float64Array.from(data).filter((_, n) => inside[n] !== 0);
  const reach = deviations * Math.sqrt(variance(values));
  return [mean(values) - reach, mean(values) + reach];
}
