import type { VoxelArray } from './volume.ts';

/** A zero-filled array of the same element type, so that a copy keeps HU as HU and labels as labels. */
export function emptyLike<Data extends VoxelArray>(data: Data, length: number): Data {
  const Constructor = data.constructor as new (length: number) => Data;
  return new Constructor(length);
}
