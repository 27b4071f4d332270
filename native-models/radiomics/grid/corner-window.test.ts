import { expect, test } from 'vitest';
import type { Geometry, Vec3 } from '../../image/volume.ts';
import { cornerWindow } from './corner-window.ts';

/** Turned, so that a swapped axis cannot go unnoticed: i runs along y, j against x. */
const source: Geometry = {
  dimensions: [40, 30, 20],
  spacingMm: [0.7, 0.9, 2.5],
  originMm: [3, -7, 11],
  direction: [0, 1, 0, -1, 0, 0, 0, 0, 1],
};

interface Case {
  readonly about: string;
  readonly box: { readonly offset: Vec3; readonly dimensions: Vec3 };
  readonly spacingMm: Vec3;
  readonly margin: number;
  readonly expected: Pick<Geometry, 'dimensions' | 'spacingMm' | 'originMm'>;
}

// PyRadiomics 3.0.1 with SimpleITK 2.5.7: size, spacing and origin of the image that
// imageoperations.resampleImage returns for a mask that fills the box.
const cases: readonly Case[] = [
  {
    about: 'a box within the image',
    box: { offset: [12, 11, 7], dimensions: [9, 8, 5] },
    spacingMm: [1, 1, 1],
    margin: 3,
    expected: { dimensions: [14, 15, 20], spacingMm: [1, 1, 1], originMm: [-3.05, -1.85, 23.25] },
  },
  {
    about: 'a box of one slice, whose spacing stays',
    box: { offset: [12, 11, 7], dimensions: [9, 8, 1] },
    spacingMm: [1.1, 1.3, 1.7],
    margin: 2,
    expected: { dimensions: [12, 11, 7], spacingMm: [1.1, 1.3, 2.5], originMm: [-3.7, -1.3, 21] },
  },
  {
    about: 'a box at three edges of the image',
    box: { offset: [0, 1, 15], dimensions: [6, 29, 5] },
    spacingMm: [0.6, 2, 3],
    margin: 4,
    expected: { dimensions: [12, 14, 9], spacingMm: [0.6, 2, 3], originMm: [2.45, -7.05, 35.25] },
  },
  {
    about: 'coarser voxels without a margin',
    box: { offset: [25, 9, 3], dimensions: [8, 5, 2] },
    spacingMm: [2, 2, 2],
    margin: 0,
    expected: { dimensions: [5, 5, 4], spacingMm: [2, 2, 2], originMm: [-3.55, 9.65, 16.75] },
  },
];

test.each(cases)('$about', ({ box, spacingMm, margin, expected }) => {
  const window = cornerWindow(source, box, spacingMm, [margin, margin, margin]);
  expect(window.dimensions).toEqual(expected.dimensions);
  expect(window.spacingMm).toEqual(expected.spacingMm);
  expect(window.direction).toEqual(source.direction);
  for (const [n, mm] of window.originMm.entries()) {
    expect(mm).toBeCloseTo(expected.originMm[n], 9);
  }
});
