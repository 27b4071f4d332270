import { join } from 'node:path';
import { readPreset } from '#engine/features/presets.ts';
import type { Mask, Volume } from '#native/image/volume.ts';
import { extractPreset, filterMargin } from '#native/radiomics/extract-preset.ts';
import { allCoresRows } from './radiomics-all-cores.ts';
import { cohortRows } from './radiomics-cohort.ts';
import { differences, runPyRadiomics } from './pyradiomics.ts';
import type { BenchRow } from './row.ts';
import { tumour } from './tumour.ts';

const preset = readPreset('ibsi-1364', join(import.meta.dirname, '../../resources'));

/** Balls of 20 mm and of 50 000 voxels on the study's 1 mm grid. */
const tumours = [
  { name: 'a 20 mm nodule', radius: 10, casesPerCore: 4 },
  {
    name: 'a tumour of 50 000 voxels',
    radius: Math.cbrt((3 * 50_000) / (4 * Math.PI)),
    casesPerCore: 2,
  },
];

/** Cropped as users of PyRadiomics do; it filters all of the image that it is given. */
const PYRADIOMICS_MARGIN = 20;

const DEMO_CASES = 200;

/**
 * Time of the 1364 features on one core and on all of them, beside PyRadiomics where
 * NODEWISE_PYRADIOMICS names a Python that has it; then of a cohort in a library.
 */
export async function radiomicsBench(): Promise<BenchRow[]> {
  const python = process.env['NODEWISE_PYRADIOMICS'];
  const rows: BenchRow[] = [];
  for (const { name, radius, casesPerCore } of tumours) {
    rows.push(ownRow(name, radius));
    if (python !== undefined) rows.push(...compared(python, name, radius));
    const region = tumour(radius, PYRADIOMICS_MARGIN);
    rows.push(...(await allCoresRows({ name, region, preset, casesPerCore, python })));
  }
  if (python === undefined) {
    const note = 'NODEWISE_PYRADIOMICS names no Python';
    rows.push({ name: 'PyRadiomics', value: 'skipped', note });
  }
  return [...rows, ...(await cohortRows(DEMO_CASES))];
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

function count({ data }: Mask): number {
  return data.reduce((sum, value) => sum + value, 0);
}
