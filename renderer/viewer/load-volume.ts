import type { Reply } from '#contract/errors.ts';
import type { CtVoxels } from './slice-pixels.ts';

/** Fetches bytes of the volume; `Range` is in the request's headers. */
export type RangeFetch = (init: RequestInit) => Promise<Reply<Response>>;

export interface VolumeShape {
  readonly voxelType: 'int16' | 'float32';
  /** Voxels in one stored slice. */
  readonly sliceVoxels: number;
  readonly slices: number;
}

/** A volume that fills slice by slice; the array exists from the start. */
export interface LoadingVolume {
  readonly voxels: CtVoxels;
  /** 1 for each stored slice that has come. */
  readonly loaded: Uint8Array;
  /** Loads the slice first, then the rest, nearest first; answers when all is there. */
  readonly load: (
    first: number,
    onSlices: (loadedCount: number) => void,
    signal: AbortSignal,
  ) => Promise<Reply<null>>;
}

/** Bytes of one request: large enough to keep the disk busy, small enough to show progress. */
const chunkBytes = 8 * 1024 * 1024;

/** Prepares a volume that is fetched in ranges of whole slices. */
export function loadingVolume(shape: VolumeShape, fetchRange: RangeFetch): LoadingVolume {
  const count = shape.sliceVoxels * shape.slices;
  const voxels = shape.voxelType === 'int16' ? new Int16Array(count) : new Float32Array(count);
  const bytes = new Uint8Array(voxels.buffer);
  const loaded = new Uint8Array(shape.slices);
  const sliceBytes = shape.sliceVoxels * voxels.BYTES_PER_ELEMENT;

  async function loadRange({ from, to }: SliceRange, signal: AbortSignal): Promise<Reply<null>> {
    const reply = await fetchRange({
      headers: { Range: `bytes=${from * sliceBytes}-${to * sliceBytes - 1}` },
      signal,
    });
    if (!reply.ok) return reply;
    const body = await readBody(reply.value, signal);
    if (!body) return { ok: false, error: { code: 'engine-lost', details: {} } };
    // A server without ranges answers the whole file; what was asked for is cut out of it.
    const asked = reply.value.status === 206 ? body : body.subarray(from * sliceBytes);
    bytes.set(asked.subarray(0, (to - from) * sliceBytes), from * sliceBytes);
    loaded.fill(1, from, to);
    return { ok: true, value: null };
  }

  return {
    voxels,
    loaded,
    load: async (first, onSlices, signal) => {
      let done = 0;
      for (const range of loadingOrder(shape.slices, first, chunkBytes / sliceBytes)) {
        let reply = await loadRange(range, signal);
        // An engine that died is restarted within seconds; the fetch waits for it to be back.
        while (!reply.ok && reply.error.code === 'engine-lost') {
          signal.throwIfAborted();
          reply = await loadRange(range, signal);
        }
        if (!reply.ok) return reply;
        done += range.to - range.from;
        onSlices(done);
      }
      return { ok: true, value: null };
    },
  };
}

/** Stored slices `from` up to, not including, `to`. */
export interface SliceRange {
  readonly from: number;
  readonly to: number;
}

/** The first slice alone, then chunks that grow outwards from it in turn. */
export function loadingOrder(slices: number, first: number, perChunk: number): SliceRange[] {
  const size = Math.max(1, Math.floor(perChunk));
  const ranges: SliceRange[] = [{ from: first, to: first + 1 }];
  let below = first;
  let above = first + 1;
  while (below > 0 || above < slices) {
    if (above < slices) {
      ranges.push({ from: above, to: Math.min(slices, above + size) });
      above = Math.min(slices, above + size);
    }
    if (below > 0) {
      ranges.push({ from: Math.max(0, below - size), to: below });
      below = Math.max(0, below - size);
    }
  }
  return ranges;
}

/** The whole body, or null when the connection broke on the way. */
async function readBody(response: Response, signal: AbortSignal): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
