import { expect, test } from 'vitest';
import { fixtureBox, lumpyVolume } from './fixtures/lumpy-volume.ts';
import { ibsiLaplacianOfGaussian } from './ibsi-convolution.ts';
import { wholeBox } from './image-filter.ts';

const lumpy = lumpyVolume();
/** Of 1 mm, for which IBSI's kernel is defined. */
const image = { ...lumpy, geometry: { ...lumpy.geometry, spacingMm: [1, 1, 1] as const } };

/** At the voxels (0, 5, 10), (2, 7, 11) and (14, 12, 0), which lie near edges of the image. */
const voxels = [0 + 15 * (5 + 13 * 10), 2 + 15 * (7 + 13 * 11), 14 + 15 * 12];

// SciPy 1.17.1: ndimage.convolve with IBSI's kernel (sigma 1.5, cut at 5 voxels), written out as a
// cube or a square of weights, and the modes constant, nearest, wrap and reflect.
test.each([
  [3, 'zero', [15.0857674565, 33.1298809768, -3.24103072757]],
  [3, 'nearest', [18.8540049441, 44.8796901398, 8.83573732551]],
  [3, 'periodic', [16.2711416956, 56.2922090061, 22.5070445532]],
  [3, 'mirror', [23.7438671448, 47.9626830741, -10.5183119275]],
  [2, 'zero', [5.30932914419, 83.6660679302, -4.89730490312]],
  [2, 'nearest', [-4.08292769783, 57.0342439734, 11.1751109838]],
  [2, 'periodic', [28.0769677401, 67.9755610912, 15.1048003027]],
  [2, 'mirror', [-7.70904809796, 60.5319692974, 23.3326733827]],
] as const)(
  'a Laplacian of Gaussian in %i dimensions, border %s',
  (dimension, border, expected) => {
    const filter = ibsiLaplacianOfGaussian({ sigmaMm: 1.5, cut: 3, dimension, border });
    const response = filter(image, wholeBox(image));
    for (const [n, voxel] of voxels.entries()) expect(response[voxel]).toBeCloseTo(expected[n], 8);
    // A box of it is a part of the whole.
    expect(filter(image, fixtureBox)[0]).toBeCloseTo(expected[0], 8);
  },
);
