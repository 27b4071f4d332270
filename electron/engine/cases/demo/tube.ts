import { patientToIndex, type Geometry, type Vec3 } from '#native/image/volume.ts';

/** A straight piece of a vessel, bronchus or bone: a cone with round ends, in patient mm. */
export interface Tube {
  readonly from: Vec3;
  readonly to: Vec3;
  /** Radius at either end in mm. */
  readonly radii: readonly [from: number, to: number];
}

/** How a tube meets what is already painted. */
export interface TubePaint {
  /** HU inside, and HU of what is assumed around it. */
  readonly hu: number;
  readonly around: number;
  /** Half the width of an edge in mm. */
  readonly edgeMm: number;
  /** Flattening along z: 1 is round, 0.6 is taller than wide (ribs). */
  readonly flatten?: number;
}

/** Tubes longer than this are cut, because a slanted tube fills little of its bounding box. */
const PIECE_MM = 9;

/** Paints tubes; a tube brighter than its surroundings never darkens a voxel, and the reverse. */
export function paintTubes(
  hu: Int16Array,
  geometry: Geometry,
  tubes: Iterable<Tube>,
  paint: TubePaint,
): void {
  for (const tube of tubes) {
    for (const piece of pieces(tube)) paintPiece(hu, geometry, piece, paint);
  }
}

function* pieces({ from, to, radii }: Tube): Generator<Tube> {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]);
  const count = Math.max(1, Math.ceil(length / PIECE_MM));
  const at = (t: number): Vec3 => [
    from[0] + t * (to[0] - from[0]),
    from[1] + t * (to[1] - from[1]),
    from[2] + t * (to[2] - from[2]),
  ];
  const radius = (t: number): number => radii[0] + t * (radii[1] - radii[0]);
  for (let n = 0; n < count; n += 1) {
    const [s, t] = [n / count, (n + 1) / count];
    yield { from: at(s), to: at(t), radii: [radius(s), radius(t)] };
  }
}

function paintPiece(hu: Int16Array, geometry: Geometry, tube: Tube, paint: TubePaint): void {
  const { edgeMm, around } = paint;
  const flatten = paint.flatten ?? 1;
  const [nx, ny, nz] = geometry.dimensions;
  const [sx, sy, sz] = geometry.spacingMm;
  const [r0, r1] = tube.radii;
  const reach = Math.max(r0, r1) + edgeMm;
  const a = patientToIndex(geometry, tube.from);
  const b = patientToIndex(geometry, tube.to);
  const [i0, i1] = range(a[0], b[0], reach / sx, nx);
  const [j0, j1] = range(a[1], b[1], reach / sy, ny);
  const [k0, k1] = range(a[2], b[2], reach / flatten / sz, nz);
  const [ux, uy, uz] = [(b[0] - a[0]) * sx, (b[1] - a[1]) * sy, (b[2] - a[2]) * sz * flatten];
  const perLength = 1 / Math.max(1e-9, ux * ux + uy * uy + uz * uz);
  // A tube thinner than the image's resolution shows with less contrast.
  const thin = Math.min(r0, r1) + 0.5 * Math.abs(r0 - r1);
  const gain = ((paint.hu - around) * thin * thin) / (thin * thin + 0.2 * edgeMm * edgeMm);
  const brighter = gain > 0;
  const per = 0.5 / edgeMm;

  for (let k = k0; k <= k1; k += 1) {
    const pz = (k - a[2]) * sz * flatten;
    for (let j = j0; j <= j1; j += 1) {
      const py = (j - a[1]) * sy;
      const base = nx * (j + ny * k);
      for (let i = i0; i <= i1; i += 1) {
        const px = (i - a[0]) * sx;
        let t = (px * ux + py * uy + pz * uz) * perLength;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        const qx = px - t * ux;
        const qy = py - t * uy;
        const qz = pz - t * uz;
        const squared = qx * qx + qy * qy + qz * qz;
        const radius = r0 + t * (r1 - r0);
        if (squared >= (radius + edgeMm) * (radius + edgeMm)) continue;
        const share = Math.min(1, 0.5 - (Math.sqrt(squared) - radius) * per);
        const value = around + gain * share;
        if (brighter ? value > hu[base + i] : value < hu[base + i]) hu[base + i] = value;
      }
    }
  }
}

function range(a: number, b: number, reach: number, n: number): [first: number, last: number] {
  return [
    Math.max(0, Math.ceil(Math.min(a, b) - reach)),
    Math.min(n - 1, Math.floor(Math.max(a, b) + reach)),
  ];
}
