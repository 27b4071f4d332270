import type { Random } from '../numeric/random.ts';
import { cropAround, position } from './crop.ts';
import type { TrainingCase } from './training-case.ts';

/** Probability of a rotation. */
const ROTATED = 0.5;

/**
 * A crop of training: its centre is a random voxel of the tumour; with probability ½ it is turned by
 * 90, 180 or 270 degrees in the plane of the first and the third axis.
 */
export function augmentedCrop(
  { image, tumour }: TrainingCase,
  size: number,
  random: Random,
): Float32Array {
  const centre = position(tumour[random.integer(tumour.length)], image.shape);
  const crop = cropAround(image, centre, size);
  if (random.next() >= ROTATED) return crop;
  return rotatedCube(crop, size, 1 + random.integer(quarterTurns.length));
}

/** From a place (x, z) of the turned cube, edge n, to where its voxel was: 1, 2 and 3 times 90°. */
const quarterTurns: readonly QuarterTurn[] = [
  (x, z, n) => [z, n - 1 - x],
  (x, z, n) => [n - 1 - x, n - 1 - z],
  (x, z, n) => [n - 1 - z, x],
];
type QuarterTurn = (x: number, z: number, n: number) => readonly [x: number, z: number];

/**
 * A cube turned about its second axis by a number of quarter turns, from the first axis towards the
 * third.
 *
 * @param turns 1, 2 or 3.
 */
export function rotatedCube(cube: Float32Array, size: number, turns: number): Float32Array {
  const turn = quarterTurns[turns - 1];
  const result = new Float32Array(cube.length);
  for (let x = 0; x < size; x += 1) {
    for (let z = 0; z < size; z += 1) {
      const [fromX, fromZ] = turn(x, z, size);
      for (let y = 0; y < size; y += 1) {
        result[(x * size + y) * size + z] = cube[(fromX * size + y) * size + fromZ];
      }
    }
  }
  return result;
}
