import type { Vec3 } from '../../image/volume.ts';
import type { Region } from '../region.ts';
import { cellTriangles, type CellPoint } from './marching-cubes.ts';
import { paddedMask, type PaddedMask } from './padded-mask.ts';

/** The surface of a region in its own grid's axes, from one voxel before its bounding box. */
export interface SurfaceMesh {
  readonly areaMm2: number;
  readonly volumeMm3: number;
  /** Distinct vertices, i, j, k one after another, in half voxels. */
  readonly vertices: Int32Array;
}

/** Meshes the mask at level 0.5; outside the grid counts as outside the region. */
export function surfaceMesh(region: Region): SurfaceMesh {
  const spacing = region.geometry.spacingMm;
  const mask = paddedMask(region);
  const cells = cellsByConfiguration(mask);
  let area = 0;
  let sixVolumes = 0;
  for (let configuration = 0; configuration < 256; configuration += 1) {
    const [count, ...sums] = cells.subarray(4 * configuration, 4 * configuration + 4);
    for (const triangle of cellTriangles[configuration]) {
      const [a, b, c] = triangle.map((point) => inMm(point, spacing));
      const normal = cross(minus(b, a), minus(c, a));
      area += (count * Math.hypot(...normal)) / 2;
      // The corner a of this triangle in all cells together, seen from the origin.
      const corners = sums.map((sum, axis) => sum * spacing[axis] + count * a[axis]);
      sixVolumes += dot(corners, normal);
    }
  }
  return { areaMm2: area, volumeMm3: sixVolumes / 6, vertices: vertices(mask) };
}

/**
 * How many cells between voxel centres have each configuration of corners, and the sums of their
 * i, j and k: four numbers per configuration. Cells of one configuration hold the same triangles,
 * so area and volume need nothing else. The origin matters a little where slits leave the surface
 * open.
 */
function cellsByConfiguration({ inside, dimensions: [nx, ny, nz] }: PaddedMask): Float64Array {
  const cells = new Float64Array(4 * 256);
  for (let k = 0; k < nz - 1; k += 1) {
    for (let j = 0; j < ny - 1; j += 1) {
      let at = nx * (j + ny * k);
      let configuration = 0;
      for (let i = -1; i < nx - 1; i += 1, at += 1) {
        // The corners with x = 1 become those with x = 0, and four new ones come in.
        configuration = (configuration >> 1) & 0b01010101;
        configuration |= inside[at] << 1;
        configuration |= inside[at + nx] << 3;
        configuration |= inside[at + nx * ny] << 5;
        configuration |= inside[at + nx * ny + nx] << 7;
        if (configuration === 0 || configuration === 255) continue;
        const entry = 4 * configuration;
        cells[entry] += 1;
        cells[entry + 1] += i;
        cells[entry + 2] += j;
        cells[entry + 3] += k;
      }
    }
  }
  return cells;
}

/** The surface crosses the grid halfway between each voxel inside and each neighbour outside. */
function vertices({ inside, dimensions: [nx, ny, nz] }: PaddedMask): Int32Array {
  const found: number[] = [];
  for (let k = 0; k < nz - 1; k += 1) {
    for (let j = 0; j < ny - 1; j += 1) {
      const row = nx * (j + ny * k);
      for (let i = 0; i < nx - 1; i += 1) {
        const own = inside[row + i];
        if (own !== inside[row + i + 1]) found.push(2 * i + 1, 2 * j, 2 * k);
        if (own !== inside[row + i + nx]) found.push(2 * i, 2 * j + 1, 2 * k);
        if (own !== inside[row + i + nx * ny]) found.push(2 * i, 2 * j, 2 * k + 1);
      }
    }
  }
  return Int32Array.from(found);
}

type Point = readonly [number, number, number];

function inMm([x, y, z]: CellPoint, spacing: Vec3): Point {
  return [x * spacing[0], y * spacing[1], z * spacing[2]];
}

function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function dot(a: readonly number[], b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
