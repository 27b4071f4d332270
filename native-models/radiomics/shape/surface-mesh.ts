import type { Region } from '../region.ts';
import { cellTriangles, type CellPoint, type CellTriangle } from './marching-cubes.ts';

/** The surface of a region in its own grid's axes, in mm from one voxel before its bounding box. */
export interface SurfaceMesh {
  readonly areaMm2: number;
  readonly volumeMm3: number;
  /** Distinct vertices, x, y, z one after another, in mm. */
  readonly vertices: Float64Array;
}

/** Meshes the mask at level 0.5; outside the grid counts as outside the region. */
export function surfaceMesh(region: Region): SurfaceMesh {
  const spacing = region.geometry.spacingMm;
  const halfSteps = new HalfStepSet();
  let area = 0;
  let sixVolumes = 0;
  forEachBoundaryCell(region, (cell, triangles) => {
    for (const triangle of triangles) {
      const [a, b, c] = triangle.map((point) => place(cell, point, spacing));
      const normal = cross(minus(b, a), minus(c, a));
      area += Math.hypot(...normal) / 2;
      sixVolumes += a[0] * normal[0] + a[1] * normal[1] + a[2] * normal[2];
      for (const point of triangle) halfSteps.add(cell, point);
    }
  });
  return {
    areaMm2: area,
    volumeMm3: sixVolumes / 6,
    vertices: halfSteps.inMm(spacing),
  };
}

type Point = readonly [number, number, number];

/**
 * Visits the cells between voxel centres that the surface crosses, numbered from one voxel before
 * the bounding box. The origin matters a little where slits leave the surface open.
 */
function forEachBoundaryCell(
  { geometry, mask, box }: Region,
  visit: (cell: Point, triangles: readonly CellTriangle[]) => void,
): void {
  const [nx, ny, nz] = geometry.dimensions;
  const inside = (i: number, j: number, k: number): number =>
    i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz && mask[i + nx * (j + ny * k)] !== 0
      ? 1
      : 0;
  for (let k = box.lower[2] - 1; k <= box.upper[2]; k += 1) {
    for (let j = box.lower[1] - 1; j <= box.upper[1]; j += 1) {
      for (let i = box.lower[0] - 1; i <= box.upper[0]; i += 1) {
        let configuration = 0;
        for (let corner = 0; corner < 8; corner += 1) {
          const at = inside(i + (corner & 1), j + ((corner >> 1) & 1), k + (corner >> 2));
          configuration |= at << corner;
        }
        const triangles = cellTriangles[configuration];
        if (triangles.length === 0) continue;
        visit([i - box.lower[0] + 1, j - box.lower[1] + 1, k - box.lower[2] + 1], triangles);
      }
    }
  }
}

/** Vertices lie on a grid of half voxels, so that equal ones are found without comparing floats. */
class HalfStepSet {
  readonly #points = new Map<string, Point>();

  add(cell: Point, point: CellPoint): void {
    const twice: Point = [
      2 * (cell[0] + point[0]),
      2 * (cell[1] + point[1]),
      2 * (cell[2] + point[2]),
    ];
    this.#points.set(twice.join(), twice);
  }

  inMm(spacing: Point): Float64Array {
    const points = [...this.#points.values()];
    return Float64Array.from(
      points.flatMap((p) => p.map((step, axis) => (step / 2) * spacing[axis])),
    );
  }
}

function place(cell: Point, point: CellPoint, spacing: Point): Point {
  return [
    (cell[0] + point[0]) * spacing[0],
    (cell[1] + point[1]) * spacing[1],
    (cell[2] + point[2]) * spacing[2],
  ];
}

function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}
