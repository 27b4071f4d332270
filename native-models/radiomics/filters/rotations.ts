/** A rotation by right angles: which axis each axis takes its filter from, and in which sense. */
export interface Rotation {
  readonly from: readonly number[];
  readonly reversed: readonly boolean[];
}

/** The 24 rotations of a cube, or the 4 of a square: signed permutations that keep handedness. */
export function rotations(dimension: number): readonly Rotation[] {
  return permutations(Array.from({ length: dimension }, (_, axis) => axis)).flatMap((from) =>
    senses(dimension)
      .filter((reversed) => isOdd(from) === (reversed.filter(Boolean).length % 2 === 1))
      .map((reversed) => ({ from, reversed })),
  );
}

function permutations(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}

function senses(dimension: number): boolean[][] {
  return Array.from({ length: 2 ** dimension }, (_, bits) =>
    Array.from({ length: dimension }, (_unused, axis) => ((bits >> axis) & 1) === 1),
  );
}

/** Whether a permutation swaps an odd number of pairs. */
function isOdd(permutation: readonly number[]): boolean {
  let swaps = 0;
  for (const [at, value] of permutation.entries()) {
    swaps += permutation.slice(at + 1).filter((later) => later < value).length;
  }
  return swaps % 2 === 1;
}
