import type { Random } from '#native/numeric/random.ts';
import { between, weighted } from './random-stream.ts';

/** How a hospital of the demo study scans; all names are invented. */
interface Scanner {
  readonly hospitalName: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly kernel: string;
  /** Width of an edge in the image (10 to 90 %), half of it, in mm: small for a sharp kernel. */
  readonly edgeMm: number;
  /** Standard deviation of the noise in the middle of the chest, in HU, at 1 mm thickness. */
  readonly noiseHu: number;
  /** Blur of the noise within a slice in mm: a soft kernel gives coarser grain. */
  readonly grainMm: number;
  /** Share of low frequencies that the kernel takes out of the noise, 0 (soft) to 1 (sharp). */
  readonly sharpening: number;
  readonly matrix: number;
  readonly fieldOfViewMm: readonly [low: number, high: number];
  readonly thicknessMm: readonly (readonly [mm: number, weight: number])[];
  /** Share of contrast-enhanced scans. */
  readonly contrast: number;
  readonly kvp: number;
}

const scanners: readonly Scanner[] = [
  {
    hospitalName: 'Synthetic Hospital 1',
    manufacturer: 'Synthetic Scanner A',
    model: 'A-64',
    kernel: 'A-LUNG',
    edgeMm: 0.75,
    noiseHu: 40,
    grainMm: 0.75,
    sharpening: 0.7,
    matrix: 288,
    fieldOfViewMm: [352, 372],
    thicknessMm: [
      [1.25, 3],
      [1.5, 1],
    ],
    contrast: 0.3,
    kvp: 120,
  },
  {
    hospitalName: 'Synthetic Hospital 2',
    manufacturer: 'Synthetic Scanner B',
    model: 'B-128',
    kernel: 'B50',
    edgeMm: 0.9,
    noiseHu: 30,
    grainMm: 1,
    sharpening: 0.4,
    matrix: 256,
    fieldOfViewMm: [350, 370],
    thicknessMm: [
      [1, 2],
      [1.5, 2],
    ],
    contrast: 0.6,
    kvp: 120,
  },
  {
    hospitalName: 'Synthetic Hospital 3',
    manufacturer: 'Synthetic Scanner C',
    model: 'C-One',
    kernel: 'C-STD',
    edgeMm: 1.15,
    noiseHu: 22,
    grainMm: 1.4,
    sharpening: 0,
    matrix: 288,
    fieldOfViewMm: [356, 384],
    thicknessMm: [
      [2, 3],
      [1.5, 1],
    ],
    contrast: 0.8,
    kvp: 120,
  },
  {
    hospitalName: 'Synthetic Hospital 4',
    manufacturer: 'Synthetic Scanner A',
    model: 'A-256',
    kernel: 'A-DETAIL',
    edgeMm: 0.8,
    noiseHu: 34,
    grainMm: 0.85,
    sharpening: 0.5,
    matrix: 256,
    fieldOfViewMm: [348, 366],
    thicknessMm: [
      [0.625, 1],
      [1.25, 4],
    ],
    contrast: 0.4,
    kvp: 100,
  },
  {
    hospitalName: 'Synthetic Hospital 5',
    manufacturer: 'Synthetic Scanner D',
    model: 'D-Plus',
    kernel: 'D-FC52',
    edgeMm: 0.7,
    noiseHu: 48,
    grainMm: 0.7,
    sharpening: 0.8,
    matrix: 320,
    fieldOfViewMm: [352, 376],
    thicknessMm: [[2, 1]],
    contrast: 0.2,
    kvp: 120,
  },
  {
    hospitalName: 'Synthetic Hospital 6',
    manufacturer: 'Synthetic Scanner E',
    model: 'E-Wide',
    kernel: 'E-YB',
    edgeMm: 1,
    noiseHu: 27,
    grainMm: 1.2,
    sharpening: 0.2,
    matrix: 288,
    fieldOfViewMm: [354, 378],
    thicknessMm: [
      [1.25, 2],
      [2, 2],
    ],
    contrast: 0.5,
    kvp: 120,
  },
];

/** The facts of one scan: what stands in the DICOM header, and what shapes the image. */
export interface Acquisition {
  readonly hospitalName: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly kernel: string;
  readonly kvp: number;
  readonly tubeCurrentMa: number;
  readonly contrast: boolean;
  readonly sliceThicknessMm: number;
  readonly matrix: number;
  readonly pixelSpacingMm: number;
  /** See {@link Scanner}. */
  readonly edgeMm: number;
  /** Standard deviation of the noise in the middle of the chest in HU, at this thickness. */
  readonly noiseHu: number;
  readonly grainMm: number;
  readonly sharpening: number;
}

/**
 * Draws one scan of a hospital.
 *
 * Noise falls with the square root of the thickness, as photon noise does (softened for thin slices,
 * whose dose is raised in practice).
 */
export function drawAcquisition(hospital: number, random: Random): Acquisition {
  const scanner = scanners[hospital - 1];
  const sliceThicknessMm = weighted(random, scanner.thicknessMm);
  const fieldOfView = between(random, ...scanner.fieldOfViewMm);
  const dose = between(random, 0.8, 1.25);
  return {
    hospitalName: scanner.hospitalName,
    manufacturer: scanner.manufacturer,
    model: scanner.model,
    kernel: scanner.kernel,
    kvp: scanner.kvp,
    tubeCurrentMa: Math.round(180 * dose),
    contrast: random.next() < scanner.contrast,
    sliceThicknessMm,
    matrix: scanner.matrix,
    // Four decimals, as scanners print it: the header and the geometry then hold the same number.
    pixelSpacingMm: Math.round((fieldOfView / scanner.matrix) * 1e4) / 1e4,
    edgeMm: Math.hypot(scanner.edgeMm, 0.25 * sliceThicknessMm),
    noiseHu: scanner.noiseHu / Math.sqrt(dose) / Math.max(sliceThicknessMm, 0.8) ** 0.4,
    grainMm: scanner.grainMm,
    sharpening: scanner.sharpening,
  };
}
