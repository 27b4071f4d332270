import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { crop } from '../../image/crop.ts';
import type { Box } from '../../image/grid.ts';
import type { Mask, Vec3, Volume } from '../../image/volume.ts';
import { readNifti } from '../../testing/read-nifti.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { prepareRegion } from '../grid/prepare-region.ts';
import { resegment } from '../grid/resegment.ts';
import { ibsiLaplacianOfGaussian, meanFilter } from './ibsi-convolution.ts';
import type { ImageFilter } from './image-filter.ts';
import { original } from './pointwise.ts';
import { separableWavelet } from './separable-wavelet.ts';

/** Filters of IBSI-2 phase 2 by their number; A works slice by slice, B in the volume. */
const filters: Readonly<Record<string, (dimension: 2 | 3) => ImageFilter>> = {
  1: () => original,
  2: (dimension) => meanFilter({ support: 5, dimension, border: 'mirror' }),
  3: (dimension) => ibsiLaplacianOfGaussian({ sigmaMm: 1.5, cut: 4, dimension, border: 'mirror' }),
  6: (dimension) => wavelet(dimension === 2 ? 'LH' : 'LLH', 1),
  7: (dimension) => wavelet(dimension === 2 ? 'HH' : 'HHH', 2),
};

const phantom = sharedFile('data/ct/ibsi-phantom/nifti');
const table = sharedFile('data/ibsi/ibsi2_phase2_reference_values.csv');
const absent = phantom === undefined || table === undefined;
const counts = { claimed: 0, passed: 0 };
const cases = Object.keys(filters).flatMap((id) =>
  ['A', 'B'].map((kind) => ({ id, kind, name: `${id}.${kind}` })),
);

/** Largest reach of the filters: level 2 of a wavelet of six taps, and four sigma of 1.5 mm. */
const MARGIN = 12;

test.skipIf(absent).each(cases)(
  'configuration $name has the reference values',
  ({ id, kind, name }) => {
    const { image, box, region } = kind === 'A' ? slices() : cubes();
    const values = filters[id](kind === 'A' ? 2 : 3)(image, box).filter((_, n) => region[n] !== 0);
    const ours = statistics(values);
    const rows = referenceRows(name);
    expect(rows).toHaveLength(18);
    const wrong = rows.filter(({ tag, value, tolerance }) => {
      return !(Math.abs((ours.get(tag) ?? NaN) - value) <= tolerance);
    });
    counts.claimed += rows.length;
    counts.passed += rows.length - wrong.length;
    expect(wrong.map(({ tag, value }) => `${tag}: ${ours.get(tag)} for ${value}`)).toEqual([]);
  },
);

afterAll(() => {
  if (absent) return;
  console.info(
    `IBSI-2 values: ${counts.claimed} claimed, ${counts.passed} passed, ` +
      `${counts.claimed - counts.passed} failed, ` +
      `${18 * 2 * 9 - counts.claimed} not implemented (Laws, Gabor, Simoncelli)`,
  );
});

interface Prepared {
  readonly image: Volume;
  readonly box: Box;
  /** Intensity mask within the box. */
  readonly region: Uint8Array;
}

const ct = once(() => {
  const image = readNifti(`${phantom}/image/phantom.nii.gz`);
  const { data, geometry } = readNifti(`${phantom}/mask/mask.nii.gz`);
  return { image, mask: { geometry, data: Uint8Array.from(data) } satisfies Mask };
});
const slices = once(() => prepared(undefined));
const cubes = once(() => prepared([1, 1, 1]));

function prepared(spacingMm: Vec3 | undefined): Prepared {
  const settings = { image: 'cubic', mask: 'linear', maskThreshold: 0.5, rounded: true } as const;
  const region = prepareRegion(
    ct().image,
    ct().mask,
    spacingMm === undefined ? settings : { ...settings, spacingMm },
    [MARGIN, MARGIN, MARGIN],
  );
  const intensity = resegment(region.image, region.mask, { range: [-1000, 400] });
  return { ...region, region: crop(intensity, region.box).data };
}

/** The 18 intensity statistics of IBSI, family UHIW. */
function statistics(values: Float64Array): ReadonlyMap<string, number> {
  const n = values.length;
  const sorted = values.toSorted();
  const meanOf = (of: (x: number) => number, over = values): number =>
    over.reduce((total, x) => total + of(x), 0) / over.length;
  const percentile = (p: number): number => sorted[Math.max(0, Math.ceil((p / 100) * n) - 1)];
  const mean = meanOf((x) => x);
  const moment = (order: number): number => meanOf((x) => (x - mean) ** order);
  const [p10, p25, median, p75, p90] = [10, 25, 50, 75, 90].map(percentile);
  const robust = values.filter((x) => x >= p10 && x <= p90);
  const robustMean = meanOf((x) => x, robust);
  return new Map([
    ['stat_mean', mean],
    ['stat_var', moment(2)],
    ['stat_skew', moment(3) / moment(2) ** 1.5],
    ['stat_kurt', moment(4) / moment(2) ** 2 - 3],
    ['stat_median', median],
    ['stat_min', sorted[0]],
    ['stat_p10', p10],
    ['stat_p90', p90],
    ['stat_max', sorted[n - 1]],
    ['stat_iqr', p75 - p25],
    ['stat_range', sorted[n - 1] - sorted[0]],
    ['stat_mad', meanOf((x) => Math.abs(x - mean))],
    ['stat_rmad', meanOf((x) => Math.abs(x - robustMean), robust)],
    ['stat_medad', meanOf((x) => Math.abs(x - median))],
    ['stat_cov', Math.sqrt(moment(2)) / mean],
    ['stat_qcod', (p75 - p25) / (p75 + p25)],
    ['stat_energy', n * meanOf((x) => x * x)],
    ['stat_rms', Math.sqrt(meanOf((x) => x * x))],
  ]);
}

function referenceRows(id: string) {
  const [header, ...lines] = readFileSync(table ?? '', 'utf8')
    .trim()
    .split(/\r?\n/);
  const columns = header.split(',');
  return lines
    .map((line) => new Map(line.split(',').map((cell, n) => [columns[n], cell])))
    .filter((row) => row.get('filter_id') === id)
    .map((row) => ({
      tag: row.get('tag') ?? '',
      value: Number(row.get('value')),
      tolerance: Number(row.get('tolerance')),
    }));
}

function wavelet(band: string, level: number): ImageFilter {
  return separableWavelet({
    wavelet: 'db3',
    band,
    level,
    rotationInvariant: true,
    border: 'mirror',
  });
}

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
