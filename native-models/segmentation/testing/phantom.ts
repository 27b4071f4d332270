import {
  indexToPatient,
  voxelCount,
  type Geometry,
  type Vec3,
  type Volume,
} from '../../image/volume.ts';

/** A ball or a straight tube of soft tissue; LPS, mm. */
export type Part =
  | { readonly kind: 'ball'; readonly centre: Vec3; readonly radius: number; readonly hu: number }
  | {
      readonly kind: 'tube';
      readonly from: Vec3;
      readonly to: Vec3;
      readonly radius: number;
      readonly hu: number;
    }
  | { readonly kind: 'halfspace'; readonly belowX: number; readonly hu: number };

/**
 * Lung of -860 HU with parts in it, edges blurred over about 1 mm, and noise. Known by formula, so
 * that the true region of each part is known too.
 */
export function phantom(
  geometry: Geometry,
  parts: readonly Part[],
  noiseHu = 25,
): Volume<Int16Array> {
  const data = new Int16Array(voxelCount(geometry));
  forEachVoxel(geometry, (at, point) => {
    let hu = -860;
    for (const part of parts) {
      const share = 1 / (1 + Math.exp(4 * distanceTo(part, point)));
      hu = Math.max(hu, -860 + (part.hu + 860) * share);
    }
    data[at] = Math.round(hu + noiseHu * noise(at));
  });
  return { geometry, data };
}

/** 1 where voxel centres lie inside a part. */
export function truth(geometry: Geometry, part: Part): Uint8Array {
  const data = new Uint8Array(voxelCount(geometry));
  forEachVoxel(geometry, (at, point) => {
    data[at] = +(distanceTo(part, point) <= 0);
  });
  return data;
}

/** Signed distance to the surface in mm, negative inside. */
function distanceTo(part: Part, [x, y, z]: Vec3): number {
  switch (part.kind) {
    case 'ball': {
      const [a, b, c] = part.centre;
      return Math.hypot(x - a, y - b, z - c) - part.radius;
    }
    case 'tube': {
      const along = part.to.map((end, axis) => end - part.from[axis]);
      const gap = [x, y, z].map((value, axis) => value - part.from[axis]);
      const dot = gap.reduce((sum, value, axis) => sum + value * along[axis], 0);
      const t = Math.min(
        1,
        Math.max(0, dot / along.reduce((sum, value) => sum + value * value, 0)),
      );
      return Math.hypot(...gap.map((value, axis) => value - t * along[axis])) - part.radius;
    }
    case 'halfspace':
      return x - part.belowX;
  }
}

/** A fixed, roughly normal sequence: the sum of four hashed uniform numbers. */
function noise(at: number): number {
  let sum = -2;
  for (let n = 1; n <= 4; n++) {
    let hash = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(n, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35);
    sum += ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
  }
  return sum * Math.sqrt(3);
}

function forEachVoxel(geometry: Geometry, visit: (at: number, point: Vec3) => void): void {
  const [nx, ny, nz] = geometry.dimensions;
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, at++) visit(at, indexToPatient(geometry, [i, j, k]));
    }
  }
}
