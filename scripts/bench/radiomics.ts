import { join } from 'node:path';
import { readPreset } from '#engine/features/presets.ts';
import type { Geometry, Mask, Volume } from '#native/image/volume.ts';
import { seededRandom } from '#native/numeric/random.ts';
import { extractPreset, filterMargin } from '#native/radiomics/extract-preset.ts';
import { differences, runPyRadiomics } from './pyradiomics.ts';
import type { BenchRow } from './row.ts';

const preset = readPreset('ibsi-1364', join(import.meta.dirname, '../../resources'));

/** Balls of 20 mm and of 50 000 voxels on the study's 1 mm grid. */
const tumours = [
  { name: 'a 20 mm nodule', radius: 10 },
  { name: 'a tumour of 50 000 voxels', radius: Math.cbrt((3 * 50_000) / (4 * Math.PI)) },
];

/** Cropped as users of PyRadiomics do; it filters all of the image that it is given. */
const PYRADIOMICS_MARGIN = 20;

/** Time of the 1364 features on one core, beside PyRadiomics where NODEWISE_PYRADIOMICS has it. */
export function radiomicsBench(): BenchRow[] {
  const python = process.env['NODEWISE_PYRADIOMICS'];
  return tumours.flatMap(({ name, radius }) => [
    ownRow(name, radius),
    ...(python === undefined
      ? [{ name: 'PyRadiomics', value: 'skipped', note: 'NODEWISE_PYRADIOMICS names no Python' }]
      : compared(python, name, radius)),
  ]);
}

function ownRow(name: string, radius: number): BenchRow {
  const margin = Math.max(...filterMargin(preset, [1, 1, 1]));
  const { image, mask } = tumour(radius, margin);
  const { seconds, first, features } = timed(image, mask);
  return {
    name: `${features.columns.length} features of ${name}`,
    value: `${seconds.toFixed(2)} s`,
    note: `one core, ${count(mask)} voxels; ${first.toFixed(2)} s before the code is warm`,
  };
}

function compared(python: string, name: string, radius: number): BenchRow[] {
  const { image, mask } = tumour(radius, PYRADIOMICS_MARGIN);
  const { seconds, features } = timed(image, mask);
  const theirs = runPyRadiomics(python, { image, mask }, features);
  const [[place, gap]] = [...differences(features, theirs.values)].sort((a, b) => b[1] - a[1]);
  return [
    {
      name: `the same with ${PYRADIOMICS_MARGIN} mm around ${name}`,
      value: `${seconds.toFixed(2)} s, PyRadiomics ${theirs.version} ${theirs.seconds.toFixed(2)} s`,
      note: `${(theirs.seconds / seconds).toFixed(1)} times faster on one core`,
    },
    {
      name: 'largest relative difference from PyRadiomics',
      value: gap.toExponential(1),
      note: place,
    },
  ];
}

/** @returns Seconds of the first run and the median of three more. */
function timed(image: Volume, mask: Mask) {
  const runs = Array.from({ length: 4 }, () => {
    const began = performance.now();
    const features = extractPreset(image, mask, preset);
    return { seconds: (performance.now() - began) / 1000, features };
  });
  const [first, ...warm] = runs;
  const [, median] = warm.map(({ seconds }) => seconds).sort((a, b) => a - b);
  return { first: first.seconds, seconds: median, features: first.features };
}

/** A ball of soft tissue in lung, both with noise, and a lump along one diagonal. */
function tumour(radius: number, margin: number): { image: Volume<Float32Array>; mask: Mask } {
  const size = 2 * Math.ceil(radius) + 1 + 2 * margin;
  const geometry: Geometry = {
    dimensions: [size, size, size],
    spacingMm: [1, 1, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  const random = seededRandom(7);
  const data = new Float32Array(size ** 3);
  const inside = new Uint8Array(data.length);
  const centre = (size - 1) / 2;
  for (let n = 0; n < data.length; n++) {
    const [i, j, k] = [n % size, Math.floor(n / size) % size, Math.floor(n / size ** 2)];
    const distance = Math.hypot(i - centre, j - centre, k - centre);
    const noise = 120 * (random.next() + random.next() - 1);
    inside[n] = distance <= radius ? 1 : 0;
    data[n] = noise + (inside[n] === 1 ? 30 + 40 * Math.sin((i + j + k) / 4) : -820);
  }
  return { image: { geometry, data }, mask: { geometry, data: inside } };
}

function count({ data }: Mask): number {
  return data.reduce((sum, value) => sum + value, 0);
}
