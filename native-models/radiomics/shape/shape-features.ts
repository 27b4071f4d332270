import type { Feature } from '../feature.ts';
import type { ShapeMeasures } from './shape-measures.ts';

/**
 * The 14 three-dimensional shape features.
 *
 * Definitions: Zwanenburg et al., Image biomarker standardisation initiative, arXiv:1612.07003v11,
 * section 3.1; those without a code: PyRadiomics 3.1 documentation, "Shape Features (3D)". A slice
 * is a plane of constant k, a column plane one of constant j, a row plane one of constant i.
 */
export const shapeFeatures: readonly Feature<ShapeMeasures>[] = [
  { name: 'Elongation', ibsi: 'Q3CK', unit: '1', compute: elongation },
  { name: 'Flatness', ibsi: 'N17B', unit: '1', compute: flatness },
  { name: 'LeastAxisLength', ibsi: '7J51', unit: 'mm', compute: ({ axes }) => axes[2] },
  { name: 'MajorAxisLength', ibsi: 'TDIC', unit: 'mm', compute: ({ axes }) => axes[0] },
  { name: 'Maximum2DDiameterColumn', ibsi: null, unit: 'mm', compute: inPlaneDiameter(1) },
  { name: 'Maximum2DDiameterRow', ibsi: null, unit: 'mm', compute: inPlaneDiameter(0) },
  { name: 'Maximum2DDiameterSlice', ibsi: null, unit: 'mm', compute: inPlaneDiameter(2) },
  { name: 'Maximum3DDiameter', ibsi: 'L0JK', unit: 'mm', compute: (m) => m.diameters.overall },
  { name: 'MeshVolume', ibsi: 'RNU0', unit: 'mm3', compute: ({ meshVolume }) => meshVolume },
  { name: 'MinorAxisLength', ibsi: 'P9VJ', unit: 'mm', compute: ({ axes }) => axes[1] },
  { name: 'Sphericity', ibsi: 'QCFX', unit: '1', compute: sphericity },
  { name: 'SurfaceArea', ibsi: 'C0JK', unit: 'mm2', compute: ({ area }) => area },
  { name: 'SurfaceVolumeRatio', ibsi: '2PR5', unit: '1/mm', compute: (m) => m.area / m.meshVolume },
  { name: 'VoxelVolume', ibsi: 'YEKZ', unit: 'mm3', compute: ({ voxelVolume }) => voxelVolume },
];

function elongation({ axes: [major, minor] }: ShapeMeasures): number {
  return axisRatio(minor, major);
}

function flatness({ axes: [major, , least] }: ShapeMeasures): number {
  return axisRatio(least, major);
}

/** A single voxel has three axes of length 0: none is longer than another, hence 1. */
function axisRatio(shorter: number, major: number): number {
  return major === 0 ? 1 : shorter / major;
}

function sphericity({ meshVolume, area }: ShapeMeasures): number {
  return Math.cbrt(36 * Math.PI * meshVolume ** 2) / area;
}

function inPlaneDiameter(axis: 0 | 1 | 2): (measures: ShapeMeasures) => number {
  return ({ diameters }) => diameters.inPlane[axis];
}
