import { crop } from '../../image/crop.ts';
import type { Mask, Volume } from '../../image/volume.ts';
import { computeFamily, type Feature } from '../feature.ts';
import { firstOrderFeatures } from '../first-order/first-order-features.ts';
import { intensities, type Intensities } from '../first-order/intensities.ts';
import { prepareRegion, type GridSettings } from '../grid/prepare-region.ts';
import { resegment } from '../grid/resegment.ts';
import { regionOf } from '../region.ts';
import { imageFilterOf, type IbsiFilter } from './ibsi-filter.ts';
import type { ReferenceValue } from './reference-values.ts';
import type { ComputedValue, Verdict } from './texture-conformance.ts';

/** A configuration of IBSI 2, phase 2: statistics of the CT phantom seen through a filter. */
export interface FilteredConfiguration {
  /** IBSI's number of the filter and letter of the processing, e.g. `3.A`. */
  readonly id: string;
  readonly grid: GridSettings;
  readonly filter: IbsiFilter;
}

const bySlice: GridSettings = {
  ...{ image: 'cubic', mask: 'linear', maskThreshold: 0.5, rounded: true },
};
const inVolume: GridSettings = { ...bySlice, spacingMm: [1, 1, 1] };

/** Range of re-segmentation of both kinds of processing, HU. */
export const filteredRange = [-1000, 400] as const;

/**
 * The configurations whose filters exist here, A slice by slice and B in the volume. Gabor filters
 * and non-separable wavelets (5, 8, 9) do not.
 *
 * Source: IBSI reference manual part 2, arXiv:2006.05470, phase 2 of the benchmarks.
 */
export const filteredConfigurations: readonly FilteredConfiguration[] = [
  ...configurations('1', () => ({ kind: 'none' })),
  ...configurations('2', (dimension) => ({
    ...{ kind: 'mean', support: 5, dimension, border: 'mirror' },
  })),
  ...configurations('3', (dimension) => ({
    ...{ kind: 'laplacian-of-gaussian', sigmaMm: 1.5, cut: 4, dimension, border: 'mirror' },
  })),
  ...configurations('4', (dimension) => ({
    kind: 'laws',
    kernels: dimension === 2 ? ['L5', 'E5'] : ['L5', 'E5', 'E5'],
    ...{ rotationInvariant: true, energyRadius: 7, border: 'mirror' },
  })),
  ...configurations('6', (dimension) => db3(dimension === 2 ? 'LH' : 'LLH', 1)),
  ...configurations('7', (dimension) => db3(dimension === 2 ? 'HH' : 'HHH', 2)),
];

/** Largest reach of these filters in voxels: level 2 of a wavelet of six taps. */
const margin = 12;

/** Compares the statistics of one configuration with its references. */
export function filteredConformance(
  { image, mask }: { readonly image: Volume; readonly mask: Mask },
  { grid, filter }: FilteredConfiguration,
  references: readonly ReferenceValue[],
): readonly Verdict[] {
  const prepared = prepareRegion(image, mask, grid, [margin, margin, margin]);
  const kept = resegment(prepared.image, prepared.mask, { range: filteredRange });
  const region = crop(kept, prepared.box);
  const data = imageFilterOf(filter)(prepared.image, prepared.box);
  const values = statisticsByCode(
    // Bins matter to entropy and uniformity alone, which phase 2 does not ask for.
    intensities(regionOf({ geometry: region.geometry, data }, region), {
      kind: 'fixed-number',
      count: 1,
    }),
  );
  return references.map((reference) => verdict(reference, values.get(reference.ibsi)));
}

/**
 * Statistics that IBSI asks for beside our first-order family. No preset has columns for them; they
 * are here so that a filter is judged by all of its references.
 */
const furtherStatistics: readonly Feature<Intensities>[] = [
  {
    name: 'MedianAbsoluteDeviation',
    ibsi: 'N72L',
    unit: 'HU',
    compute: ({ sorted }) => {
      const middle = (sorted.length - 1) / 2;
      const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
      return sorted.reduce((sum, x) => sum + Math.abs(x - median), 0) / sorted.length;
    },
  },
  {
    name: 'CoefficientOfVariation',
    ibsi: '7TET',
    unit: '1',
    compute: ({ mean, moments: [variance] }) => Math.sqrt(variance) / mean,
  },
  {
    name: 'QuartileCoefficientOfDispersion',
    ibsi: '9S40',
    unit: '1',
    compute: ({ p25, p75 }) => (p75 - p25) / (p75 + p25),
  },
];

interface Statistic extends Omit<ComputedValue, 'column'> {
  readonly column: string | undefined;
}

function statisticsByCode(input: Intensities): ReadonlyMap<string, Statistic> {
  const further = computeFamily(furtherStatistics, input);
  const family = computeFamily(firstOrderFeatures, input);
  return new Map([
    ...furtherStatistics.map(({ name, ibsi }): [string, Statistic] => [
      ibsi ?? name,
      { column: undefined, value: further.get(name) ?? NaN },
    ]),
    ...firstOrderFeatures.map(({ name, ibsi }): [string, Statistic] => [
      ibsi ?? name,
      { column: `firstorder_${name}`, value: family.get(name) ?? NaN },
    ]),
  ]);
}

function verdict(reference: ReferenceValue, statistic: Statistic | undefined): Verdict {
  if (!statistic) return { reference, column: undefined, value: NaN, outcome: 'not implemented' };
  const conforms = Math.abs(statistic.value - reference.value) <= reference.tolerance;
  return { reference, ...statistic, outcome: conforms ? 'passed' : 'failed' };
}

function configurations(
  number: string,
  filter: (dimension: 2 | 3) => IbsiFilter,
): FilteredConfiguration[] {
  return [
    { id: `${number}.A`, grid: bySlice, filter: filter(2) },
    { id: `${number}.B`, grid: inVolume, filter: filter(3) },
  ];
}

function db3(band: string, level: number): IbsiFilter {
  return {
    ...{ kind: 'separable-wavelet', wavelet: 'db3', band, level },
    ...{ rotationInvariant: true, border: 'mirror' },
  };
}
