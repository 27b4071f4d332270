import type { ImageFilter } from './image-filter.ts';

/**
 * Length of the gradient by central differences, per mm, as PyRadiomics takes it from SimpleITK's
 * GradientMagnitude: single precision in the end.
 *
 * Border: `nearest` (the difference across the edge is halved, not one-sided). Margin: 1 voxel.
 */
export const gradientMagnitude: ImageFilter = ({ data, geometry }, { offset, dimensions }) => {
  const [nx, ny, nz] = geometry.dimensions;
  const [sx, sy, sz] = geometry.spacingMm.map((spacing) => 1 / (2 * spacing));
  const [width, height, depth] = dimensions;
  const out = new Float64Array(width * height * depth);
  let to = 0;
  for (let k = offset[2]; k < offset[2] + depth; k++) {
    const below = k > 0 ? nx * ny : 0;
    const above = k + 1 < nz ? nx * ny : 0;
    for (let j = offset[1]; j < offset[1] + height; j++) {
      const before = j > 0 ? nx : 0;
      const behind = j + 1 < ny ? nx : 0;
      const row = nx * (j + ny * k);
      for (let i = offset[0]; i < offset[0] + width; i++, to++) {
        const at = row + i;
        const x = sx * data[i + 1 < nx ? at + 1 : at] - sx * data[i > 0 ? at - 1 : at];
        const y = sy * data[at + behind] - sy * data[at - before];
        const z = sz * data[at + above] - sz * data[at - below];
        out[to] = Math.fround(Math.sqrt(x * x + y * y + z * z));
      }
    }
  }
  return out;
};
