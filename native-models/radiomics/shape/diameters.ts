/** Largest distances between vertices of a surface, in mm. */
export interface Diameters {
  readonly overall: number;
  /** Between vertices of one plane of constant i, j or k. */
  readonly inPlane: readonly [i: number, j: number, k: number];
}

/** @param vertices x, y, z one after another, in mm. */
export function diameters(vertices: Float64Array): Diameters {
  const points = Array.from({ length: vertices.length / 3 }, (_, n) =>
    vertices.subarray(3 * n, 3 * n + 3),
  );
  return {
    overall: farthest(rowEnds(points)),
    inPlane: [0, 1, 2].map((axis) => largestInPlanes(points, axis)) as [number, number, number],
  };
}

type Point = Float64Array;

function largestInPlanes(points: readonly Point[], axis: number): number {
  const planes = Map.groupBy(points, (point) => point[axis]);
  return [...planes.values()].reduce((best, plane) => Math.max(best, farthest(rowEnds(plane))), 0);
}

/**
 * The first and last point of every line along the last axis and then along the first: a point
 * between two others of its line is never an end of the largest distance.
 */
function rowEnds(points: readonly Point[]): Point[] {
  return [2, 0].reduce<Point[]>((kept, axis) => lineEnds(kept, axis), [...points]);
}

function lineEnds(points: readonly Point[], axis: number): Point[] {
  const [a, b] = [0, 1, 2].filter((other) => other !== axis);
  const lines = Map.groupBy(points, (point) => `${point[a]},${point[b]}`);
  return [...lines.values()].flatMap((line) => {
    const ordered = line.toSorted((p, q) => p[axis] - q[axis]);
    return ordered.length > 2 ? [ordered[0], ordered[ordered.length - 1]] : ordered;
  });
}

function farthest(points: readonly Point[]): number {
  let best = 0;
  for (let m = 0; m < points.length; m += 1) {
    const p = points[m];
    for (let n = m + 1; n < points.length; n += 1) {
      const q = points[n];
      const squared = (p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2;
      if (squared > best) best = squared;
    }
  }
  return Math.sqrt(best);
}
