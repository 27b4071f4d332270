/** The two mask voxels of a slice that lie farthest apart. */
export interface Chord {
  /** Distance of the voxel centres plus one voxel along the chord, mm: edge to edge. */
  readonly lengthMm: number;
  readonly from: readonly [i: number, j: number];
  readonly to: readonly [i: number, j: number];
}

/**
 * Longest diameter of a slice with at least one set voxel.
 *
 * The farthest pair are corners of the convex hull, and the hull's corners are among the first and
 * last voxels of the rows; comparing those pairwise is exact and needs no hull.
 *
 * @param slice One byte a voxel, `nx` voxels a row.
 * @param spacingMm Distance of voxel centres along i and j.
 */
export function longestChord(
  slice: Uint8Array,
  nx: number,
  [dx, dy]: readonly [number, number],
): Chord {
  const ends = rowEnds(slice, nx);
  let best: Chord = { lengthMm: -1, from: ends[0], to: ends[0] };
  for (const from of ends) {
    for (const to of ends) {
      const across = Math.abs(to[0] - from[0]);
      const down = to[1] - from[1];
      if (down < 0) continue;
      const centres = Math.hypot(across * dx, down * dy);
      if (centres <= best.lengthMm) continue;
      best = { lengthMm: centres, from, to };
    }
  }
  return { ...best, lengthMm: best.lengthMm + voxelAlong(best, dx, dy) };
}

/** First and last set voxel of every row. */
function rowEnds(slice: Uint8Array, nx: number): (readonly [number, number])[] {
  const ends: (readonly [number, number])[] = [];
  for (let j = 0; j * nx < slice.length; j++) {
    let first = j * nx;
    let last = first + nx - 1;
    while (first <= last && slice[first] === 0) first++;
    if (first > last) continue;
    while (slice[last] === 0) last--;
    ends.push([first - j * nx, j]);
    if (last > first) ends.push([last - j * nx, j]);
  }
  return ends;
}

/** Extent of one voxel in the direction of the chord; a single voxel measures its longer side. */
function voxelAlong({ from, to, lengthMm }: Chord, dx: number, dy: number): number {
  if (lengthMm === 0) return Math.max(dx, dy);
  const cos = ((to[0] - from[0]) * dx) / lengthMm;
  const sin = ((to[1] - from[1]) * dy) / lengthMm;
  return Math.min(dx / Math.max(Math.abs(cos), 1e-12), dy / Math.max(Math.abs(sin), 1e-12));
}
