import {
  indexToPatient,
  type Geometry,
  type Vec3,
  type Volume,
  type VoxelArray,
} from './volume.ts';
import { emptyLike } from './voxel-array.ts';

/** The side towards which an index grows: right/left, anterior/posterior, superior/inferior. */
export type AxisCode = 'R' | 'L' | 'A' | 'P' | 'S' | 'I';
export type AxisCodes = readonly [AxisCode, AxisCode, AxisCode];

/** Patient axis (x, y, z of LPS) and direction along it of each code. */
const meaning: Readonly<Record<AxisCode, { readonly axis: 0 | 1 | 2; readonly sign: 1 | -1 }>> = {
  L: { axis: 0, sign: 1 },
  R: { axis: 0, sign: -1 },
  P: { axis: 1, sign: 1 },
  A: { axis: 1, sign: -1 },
  S: { axis: 2, sign: 1 },
  I: { axis: 2, sign: -1 },
};

const rightAnteriorSuperior: AxisCodes = ['R', 'A', 'S'];

/** Orders the axes to the right, to the front and to the head; see `reorient`. */
export function reorientToRas<Data extends VoxelArray>(volume: Volume<Data>): Volume<Data> {
  return reorient(volume, rightAnteriorSuperior);
}

/**
 * Permutes and flips the axes so that they point, as nearly as the grid allows, towards `codes`.
 *
 * Lossless: every voxel keeps its value and its place in the patient. An oblique grid stays
 * oblique. The result shares the input's data when nothing has to move.
 *
 * @throws RangeError when `codes` does not name each of the three patient axes once.
 */
export function reorient<Data extends VoxelArray>(
  volume: Volume<Data>,
  codes: AxisCodes,
): Volume<Data> {
  const { geometry } = volume;
  const moves = axisMoves(geometry, codes);
  if (moves.every(({ source, flip }, axis) => source === axis && !flip)) return volume;

  const strides = [1, geometry.dimensions[0], geometry.dimensions[0] * geometry.dimensions[1]];
  const steps = moves.map(({ source, flip }) => (flip ? -strides[source] : strides[source]));
  const corner = cornerIndex(geometry, moves);
  const start = corner[0] * strides[0] + corner[1] * strides[1] + corner[2] * strides[2];
  const [nx, ny, nz] = moves.map(({ source }) => geometry.dimensions[source]);

  const data = emptyLike(volume.data, volume.data.length);
  let at = 0;
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      const row = start + j * steps[1] + k * steps[2];
      for (let i = 0; i < nx; i++, at++) data[at] = volume.data[row + i * steps[0]];
    }
  }
  return { geometry: reorientedGeometry(geometry, moves), data };
}

/** The codes towards which a grid's three indices grow; oblique axes take the nearest code. */
export function axisCodes(geometry: Geometry): AxisCodes {
  const [i, j, k] = axisAssignment(geometry).map(({ axis, sign }) => {
    const code = (Object.keys(meaning) as AxisCode[]).find(
      (c) => meaning[c].axis === axis && meaning[c].sign === sign,
    );
    if (code === undefined) throw new RangeError(`no code for patient axis ${axis}`);
    return code;
  });
  return [i, j, k];
}

/** The grid that `reorient` gives, without any voxels. */
export function reorientGeometry(geometry: Geometry, codes: AxisCodes): Geometry {
  return reorientedGeometry(geometry, axisMoves(geometry, codes));
}

/** Which source axis becomes each new axis, and whether it runs backwards. */
interface AxisMove {
  readonly source: number;
  readonly flip: boolean;
}

function axisMoves(geometry: Geometry, codes: AxisCodes): readonly AxisMove[] {
  const axes = new Set(codes.map((code) => meaning[code].axis));
  if (axes.size !== 3) throw new RangeError(`axis codes must span the body, got ${codes.join('')}`);
  const assignment = axisAssignment(geometry);
  return codes.map((code) => {
    const source = assignment.findIndex(({ axis }) => axis === meaning[code].axis);
    return { source, flip: assignment[source].sign !== meaning[code].sign };
  });
}

/** The patient axis nearest to each index axis; each patient axis is given out once. */
function axisAssignment({ direction }: Geometry): { axis: number; sign: 1 | -1 }[] {
  const cosines = [0, 1, 2].flatMap((index) =>
    [0, 1, 2].map((axis) => ({ index, axis, cosine: direction[3 * index + axis] })),
  );
  // The best aligned pair is decided first, so that a grid tilted by nearly 45° still gets three axes.
  cosines.sort((a, b) => Math.abs(b.cosine) - Math.abs(a.cosine));
  const result: { axis: number; sign: 1 | -1 }[] = [];
  const taken = new Set<number>();
  for (const { index, axis, cosine } of cosines) {
    if (index in result || taken.has(axis)) continue;
    result[index] = { axis, sign: cosine < 0 ? -1 : 1 };
    taken.add(axis);
  }
  return result;
}

/** Source index of the voxel that becomes (0, 0, 0). */
function cornerIndex({ dimensions }: Geometry, moves: readonly AxisMove[]): Vec3 {
  const corner: [number, number, number] = [0, 0, 0];
  for (const { source, flip } of moves) if (flip) corner[source] = dimensions[source] - 1;
  return corner;
}

function reorientedGeometry(geometry: Geometry, moves: readonly AxisMove[]): Geometry {
  const pick = (values: Vec3): Vec3 => [
    values[moves[0].source],
    values[moves[1].source],
    values[moves[2].source],
  ];
  return {
    dimensions: pick(geometry.dimensions),
    spacingMm: pick(geometry.spacingMm),
    originMm: indexToPatient(geometry, cornerIndex(geometry, moves)),
    direction: moves.flatMap(({ source, flip }) =>
      // Adding 0 turns -0 into 0, which would otherwise break equality of geometries.
      geometry.direction.slice(3 * source, 3 * source + 3).map((c) => (flip ? -c : c) + 0),
    ),
  };
}
