/**
 * The triangles of marching cubes, derived from their definition rather than listed.
 *
 * A cell has eight corners, bit c = x + 2y + 4z; a configuration is the set of corners inside the
 * region. The surface crosses an edge at its middle (the level between 0 and 1 is 0.5).
 *
 * Source: Lorensen WE, Cline HE, Marching cubes, Computer Graphics 21:163-169, 1987. On a face
 * whose inside corners are diagonal the inside corners are kept apart; the rule looks at the face
 * alone, so that two neighbouring cells always agree and the surface is closed.
 */

/** A point in the cell; coordinates 0, 0.5 or 1 along i, j, k. */
export type CellPoint = readonly [number, number, number];

/** Three points, anticlockwise seen from outside the region. */
export type CellTriangle = readonly [CellPoint, CellPoint, CellPoint];

/** Corners of the six faces, anticlockwise seen from outside the cell. */
const faces: readonly (readonly [number, number, number, number])[] = [
  [0, 4, 6, 2],
  [1, 3, 7, 5],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 2, 3, 1],
  [4, 5, 7, 6],
];

/** Triangles per configuration 0 … 255. */
export const cellTriangles: readonly (readonly CellTriangle[])[] = Array.from(
  { length: 256 },
  (_, configuration) => crossingLoops(configuration).flatMap(fan),
);

/** An edge of the cell as the sum of its two corners' bits, unique per edge: 16·low + high. */
type Edge = number;

/** Closed polygons along the crossed edges, each face giving one step per run of inside corners. */
function crossingLoops(configuration: number): Edge[][] {
  const following = new Map<Edge, Edge>();
  for (const face of faces) {
    for (const [entry, exit] of insideRuns(face, configuration)) following.set(entry, exit);
  }
  const loops: Edge[][] = [];
  while (following.size > 0) {
    const loop: Edge[] = [];
    let edge = Math.min(...following.keys());
    for (;;) {
      const next = following.get(edge);
      if (next === undefined) break;
      following.delete(edge);
      loop.push(edge);
      edge = next;
    }
    loops.push(loop);
  }
  return loops;
}

/** Edges where a walk around the face enters the region and where it then leaves it. */
function* insideRuns(
  face: readonly number[],
  configuration: number,
): Generator<readonly [entry: Edge, exit: Edge]> {
  const inside = face.map((corner) => ((configuration >> corner) & 1) === 1);
  for (let start = 0; start < 4; start += 1) {
    if (inside[start] || !inside[(start + 1) % 4]) continue;
    let last = start + 1;
    while (inside[(last + 1) % 4]) last += 1;
    yield [
      edgeBetween(face[start], face[(start + 1) % 4]),
      edgeBetween(face[last % 4], face[(last + 1) % 4]),
    ];
  }
}

function edgeBetween(a: number, b: number): Edge {
  return 16 * Math.min(a, b) + Math.max(a, b);
}

function fan(loop: readonly Edge[]): CellTriangle[] {
  const points = loop.map(middle);
  return points.slice(2).map((point, k): CellTriangle => [points[0], points[k + 1], point]);
}

function middle(edge: Edge): CellPoint {
  const corners = [Math.floor(edge / 16), edge % 16];
  const along = (axis: number): number =>
    (((corners[0] >> axis) & 1) + ((corners[1] >> axis) & 1)) / 2;
  return [along(0), along(1), along(2)];
}
