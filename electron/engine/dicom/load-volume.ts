import type { Volume } from '#native/image/volume.ts';
import { voxelCount } from '#native/image/volume.ts';
import { type FrameReader, openFrames } from './frame-reader.ts';
import { type HuArray, writeHu } from './hounsfield.ts';
import type { SeriesDraft, SliceSource } from './series.ts';

export interface LoadOptions {
  readonly signal?: AbortSignal;
  /** Called after every slice. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What a volume needs of a series: plain data, fit for a worker thread. */
export type VolumePlan = Pick<SeriesDraft, 'geometry' | 'slices'>;

/**
 * Decodes a series slice by slice into one volume in HU.
 *
 * @returns Int16 voxels when every value is a whole number in range, else Float32.
 * @throws RefusalError when a file is damaged or was changed since the scan; the signal's reason
 *   when aborted.
 */
export async function loadVolume(
  { geometry, slices }: VolumePlan,
  { signal, onProgress }: LoadOptions = {},
): Promise<Volume<HuArray>> {
  const size = geometry.dimensions[0] * geometry.dimensions[1];
  let data: HuArray = new Int16Array(voxelCount(geometry));
  for await (const [k, slice, reader] of opened(slices)) {
    signal?.throwIfAborted();
    const samples = await reader.read(slice.frame);
    data = writeHu(data, k * size, samples, slice);
    onProgress?.(k + 1, slices.length);
  }
  return { geometry, data };
}

/** Slices with their open files; neighbours in one multi-frame file share it. */
async function* opened(
  slices: readonly SliceSource[],
): AsyncGenerator<readonly [k: number, slice: SliceSource, reader: FrameReader]> {
  let reader: FrameReader | undefined;
  let path: string | undefined;
  try {
    for (const [k, slice] of slices.entries()) {
      if (!reader || slice.pixels.path !== path) {
        await reader?.close();
        reader = undefined;
        reader = await openFrames(slice.pixels);
        path = slice.pixels.path;
      }
      yield [k, slice, reader];
    }
  } finally {
    await reader?.close();
  }
}
