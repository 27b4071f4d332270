import { wholeBox } from '../filters/image-filter.ts';
import type { LawsSettings } from '../filters/laws.ts';
import type { SeparableWavelet } from '../filters/separable-wavelet.ts';
import type { Volume } from '../../image/volume.ts';
import { imageFilterOf, type IbsiFilter } from './ibsi-filter.ts';

/** A test of IBSI 2, phase 1: the response of one filter to one digital phantom. */
export interface ResponseMapTest {
  /** IBSI's number of the test, e.g. `1.a.2`. */
  readonly id: string;
  readonly phantom: 'checkerboard' | 'impulse' | 'sphere';
  readonly filter: IbsiFilter;
}

/**
 * The tests whose filters exist here. Gabor filters, non-separable wavelets and Riesz transforms (4,
 * 8, 9, 10) do not.
 *
 * Source: IBSI reference manual part 2, arXiv:2006.05470, phase 1 of the benchmarks.
 */
export const responseMapTests: readonly ResponseMapTest[] = [
  mean('1.a.1', 'zero'),
  mean('1.a.2', 'nearest'),
  mean('1.a.3', 'periodic'),
  mean('1.a.4', 'mirror'),
  {
    id: '1.b.1',
    phantom: 'impulse',
    filter: { kind: 'mean', support: 15, dimension: 2, border: 'zero' },
  },
  {
    id: '2.a',
    phantom: 'impulse',
    filter: { kind: 'laplacian-of-gaussian', sigmaMm: 3, cut: 4, dimension: 3, border: 'zero' },
  },
  laplacian('2.b', 3),
  laplacian('2.c', 2),
  ...laws('3.a', 'impulse', { kernels: ['E5', 'L5', 'S5'], border: 'zero' }),
  ...laws('3.b', 'checkerboard', { kernels: ['E3', 'W5', 'R5'], border: 'mirror' }),
  ...laws('3.c', 'checkerboard', { kernels: ['L5', 'S5'], border: 'mirror' }),
  wavelet('5.a.1', 'impulse', { wavelet: 'db2', band: 'LHL', border: 'zero' }),
  wavelet('5.a.2', 'impulse', {
    ...{ wavelet: 'db2', band: 'LHL', border: 'zero', rotationInvariant: true },
  }),
  wavelet('6.a.1', 'sphere', { wavelet: 'coif1', band: 'HHL', border: 'periodic' }),
  wavelet('6.a.2', 'sphere', {
    ...{ wavelet: 'coif1', band: 'HHL', border: 'periodic', rotationInvariant: true },
  }),
  wavelet('7.a.1', 'checkerboard', {
    ...{ wavelet: 'haar', band: 'LLL', border: 'mirror', rotationInvariant: true, level: 2 },
  }),
  wavelet('7.a.2', 'checkerboard', {
    ...{ wavelet: 'haar', band: 'HHH', border: 'mirror', rotationInvariant: true, level: 2 },
  }),
];

/** How far a response lies from the reference map. */
export interface MapAgreement {
  readonly voxels: number;
  /** Voxels that deviate by no more than the tolerance. */
  readonly inside: number;
  readonly largestDeviation: number;
  readonly tolerance: number;
}

/** Share of the map's range by which IBSI lets a voxel deviate. */
const toleratedShare = 0.01;

/**
 * Compares a response with the map that the initiative agreed on.
 *
 * @throws RangeError when the map is not of the phantom's size.
 */
export function compareResponse(
  filter: IbsiFilter,
  phantom: Volume,
  reference: Volume,
): MapAgreement {
  const response = imageFilterOf(filter)(phantom, wholeBox(phantom));
  const map = reference.data;
  if (map.length !== response.length) {
    throw new RangeError(`a map of ${map.length} voxels for a phantom of ${response.length}`);
  }
  const tolerance = toleratedShare * rangeOf(map);
  let inside = 0;
  let largestDeviation = 0;
  for (let n = 0; n < response.length; n += 1) {
    const deviation = Math.abs(response[n] - map[n]);
    if (deviation <= tolerance) inside += 1;
    // A value that is no number must not hide behind a comparison that is false.
    if (!(deviation <= largestDeviation)) largestDeviation = deviation;
  }
  return { voxels: response.length, inside, largestDeviation, tolerance };
}

function rangeOf(values: Volume['data']): number {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let n = 0; n < values.length; n += 1) {
    lowest = Math.min(lowest, values[n]);
    highest = Math.max(highest, values[n]);
  }
  return highest - lowest;
}

type MeanBorder = Extract<IbsiFilter, { kind: 'mean' }>['border'];

function mean(id: string, border: MeanBorder): ResponseMapTest {
  const filter = { kind: 'mean', support: 15, dimension: 3, border } as const;
  return { id, phantom: 'checkerboard', filter };
}

function laplacian(id: string, dimension: 2 | 3): ResponseMapTest {
  const shared = { kind: 'laplacian-of-gaussian', sigmaMm: 5, cut: 4, border: 'mirror' } as const;
  return { id, phantom: 'checkerboard', filter: { ...shared, dimension } };
}

/** Three tests of one product of kernels: its response, the largest over rotations, its energy. */
function laws(
  id: string,
  phantom: ResponseMapTest['phantom'],
  settings: Pick<LawsSettings, 'kernels' | 'border'>,
): ResponseMapTest[] {
  const invariant = { kind: 'laws', ...settings, rotationInvariant: true } as const;
  return [
    { id: `${id}.1`, phantom, filter: { ...invariant, rotationInvariant: false } },
    { id: `${id}.2`, phantom, filter: invariant },
    { id: `${id}.3`, phantom, filter: { ...invariant, energyRadius: 7 } },
  ];
}

function wavelet(
  id: string,
  phantom: ResponseMapTest['phantom'],
  settings: Pick<SeparableWavelet, 'wavelet' | 'band' | 'border'> & Partial<SeparableWavelet>,
): ResponseMapTest {
  const plain = { kind: 'separable-wavelet', level: 1, rotationInvariant: false } as const;
  return { id, phantom, filter: { ...plain, ...settings } };
}
