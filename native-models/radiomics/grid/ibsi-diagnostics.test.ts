import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { boundingBox } from '../../image/grid.ts';
import type { Mask, Vec3, Volume } from '../../image/volume.ts';
import { readNifti, readNiftiMask } from '../../testing/read-nifti.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { conforms } from '../ibsi/reference-values.ts';
import { alignedGrid } from './aligned-grid.ts';
import { interpolate, interpolateMask, roundIntensities } from './interpolate.ts';
import type { InterpolationMethod } from './interpolation-weights.ts';
import { resegment, type Resegmentation } from './resegment.ts';

interface Configuration extends Resegmentation {
  readonly spacingMm?: Vec3;
  readonly image?: InterpolationMethod;
}

/** Image processing of IBSI-1's CT phantom; `B` keeps the slices. */
const configurations: Readonly<Record<string, Configuration>> = {
  A: { range: [-500, 400] },
  B: { spacingMm: [2, 2, 3], image: 'linear', range: [-500, 400] },
  C: { spacingMm: [2, 2, 2], image: 'linear', range: [-1000, 400] },
  D: { spacingMm: [2, 2, 2], image: 'linear', outlierSigmas: 3 },
  E: { spacingMm: [2, 2, 2], image: 'cubic', range: [-1000, 400], outlierSigmas: 3 },
};

const phantom = sharedFile('data/ct/ibsi-phantom/nifti');
const reference = sharedFile('data/ibsi/ibsi1_reference_diagnostics.csv');
const ct = once(() => ({
  image: readNifti(`${phantom}/image/phantom.nii.gz`),
  mask: readNiftiMask(`${phantom}/mask/mask.nii.gz`),
}));
const references = reference === undefined ? [] : parseReferences(readFileSync(reference, 'utf8'));

// Consensus values of IBSI 1, chapter 5 of its manual. A configuration that the table has no rows
// of is skipped; a diagnostic that is not computed here is counted.
for (const [name, settings] of Object.entries(configurations)) {
  const rows = references.filter(({ config }) => config === name);
  const absent = rows.length === 0 || phantom === undefined;
  test.skipIf(absent)(`configuration ${name} has the reference diagnostics`, () => {
    const ours = diagnostics(settings);
    const claimed = rows.filter(({ tag }) => ours.has(tag));
    const wrong = claimed.filter((row) => !conforms(ours.get(row.tag) ?? NaN, row));
    console.info(
      `IBSI-1 diagnostics ${name}: ${claimed.length} claimed, ` +
        `${claimed.length - wrong.length} passed, ${wrong.length} failed, ` +
        `${rows.length - claimed.length} not implemented`,
    );
    expect(wrong.map(({ tag, value }) => `${tag}: ${ours.get(tag)} for ${value}`)).toEqual([]);
    expect(claimed).not.toEqual([]);
  });
}

function diagnostics({ spacingMm, image: method, ...limits }: Configuration): Map<string, number> {
  const { image, mask } = ct();
  const grid = alignedGrid(image.geometry, spacingMm ?? image.geometry.spacingMm);
  const [newImage, newMask] =
    method === undefined
      ? [image, mask]
      : [roundIntensities(interpolate(image, grid, method)), interpolateMask(mask, grid, 'linear')];
  return new Map([
    ...ofImage(image, 'init'),
    ...ofImage(newImage, 'interp'),
    ...ofMasks(image, { intensity: mask, morphology: mask }, 'init'),
    ...ofMasks(newImage, { intensity: newMask, morphology: newMask }, 'interp'),
    ...ofMasks(
      newImage,
      { intensity: resegment(newImage, newMask, limits), morphology: newMask },
      'reseg',
    ),
  ]);
}

function ofImage({ geometry, data }: Volume, stage: string): [string, number][] {
  return [
    ...axesOf('img_dim', geometry.dimensions, `${stage}_img`),
    ...axesOf('vox_dim', geometry.spacingMm, `${stage}_img`),
    ...intensities('', Float64Array.from(data), `${stage}_img`),
  ];
}

function ofMasks(
  image: Volume,
  { intensity, morphology }: { readonly intensity: Mask; readonly morphology: Mask },
  stage: string,
): [string, number][] {
  const inside = Float64Array.from(image.data).filter((_, n) => intensity.data[n] !== 0);
  const box = (mask: Mask): Vec3 =>
    boundingBox(mask.data, mask.geometry.dimensions)?.dimensions ?? [0, 0, 0];
  return [
    ...axesOf('int_mask_dim', intensity.geometry.dimensions, `${stage}_roi`),
    ...axesOf('int_mask_bb_dim', box(intensity), `${stage}_roi`),
    ...axesOf('morph_mask_bb_dim', box(morphology), `${stage}_roi`),
    [`int_mask_vox_count_${stage}_roi`, inside.length],
    [`morph_mask_vox_count_${stage}_roi`, morphology.data.reduce((a, b) => a + b, 0)],
    ...intensities('int_mask_', inside, `${stage}_roi`),
  ];
}

function axesOf(name: string, values: Vec3, stage: string): [string, number][] {
  return ['x', 'y', 'z'].map((axis, n) => [`${name}_${axis}_${stage}`, values[n]]);
}

function intensities(prefix: string, values: Float64Array, stage: string): [string, number][] {
  return [
    [`${prefix}mean_int_${stage}`, values.reduce((a, b) => a + b, 0) / values.length],
    [`${prefix}min_int_${stage}`, values.reduce((a, b) => Math.min(a, b), Infinity)],
    [`${prefix}max_int_${stage}`, values.reduce((a, b) => Math.max(a, b), -Infinity)],
  ];
}

/** The rows of a table, of diagnostics that have no code but a tag. */
function parseReferences(csv: string) {
  const [header, ...lines] = csv.trim().split(/\r?\n/);
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    const [value, tolerance] = [Number(cell('value')), Number(cell('tolerance'))];
    return { config: cell('config'), tag: cell('tag'), value, tolerance };
  });
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
