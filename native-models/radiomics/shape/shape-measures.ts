import type { Region } from '../region.ts';
import { diameters, type Diameters } from './diameters.ts';
import { principalAxes } from './principal-axes.ts';
import { surfaceMesh } from './surface-mesh.ts';

/** What the shape features share, computed once per region. */
export interface ShapeMeasures {
  /** Volume inside the surface mesh, mm³. */
  readonly meshVolume: number;
  /** Number of voxels times the volume of one, mm³. */
  readonly voxelVolume: number;
  /** Area of the surface mesh, mm². */
  readonly area: number;
  readonly diameters: Diameters;
  /** Axes of the ellipsoid of the same second moments in mm: major, minor, least. */
  readonly axes: readonly [major: number, minor: number, least: number];
}

export function shapeMeasures(region: Region): ShapeMeasures {
  const mesh = surfaceMesh(region);
  const [sx, sy, sz] = region.geometry.spacingMm;
  return {
    meshVolume: mesh.volumeMm3,
    voxelVolume: region.values.length * sx * sy * sz,
    area: mesh.areaMm2,
    diameters: diameters(mesh.vertices, region.geometry.spacingMm),
    axes: principalAxes(region),
  };
}
