import { bulkPath } from '#contract/bulk.ts';
import type { Reply } from '#contract/errors.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Engine } from '../../api/engine.ts';

/** One axial slice in HU, row after row. */
export type SliceHu = Int16Array | Float32Array;

/** Voxels of the mask by slice k; slices without any are left out. */
export type MaskSlices = ReadonlyMap<number, Uint8Array>;

/** Reads slice k alone; the rest of the volume is not moved. */
export async function fetchSlice(
  engine: Engine,
  detail: CaseDetail,
  k: number,
  signal: AbortSignal,
): Promise<Reply<SliceHu>> {
  const [nx, ny] = detail.geometry.dimensions;
  const bytes = nx * ny * (detail.voxelType === 'int16' ? 2 : 4);
  const reply = await engine.bulkFetch(bulkPath.volume(detail.id), {
    headers: { range: `bytes=${k * bytes}-${(k + 1) * bytes - 1}` },
    signal,
  });
  if (!reply.ok) return reply;
  const buffer = await reply.value.arrayBuffer();
  // Typed arrays read in the machine's order; every machine this runs on is little-endian.
  const value = detail.voxelType === 'int16' ? new Int16Array(buffer) : new Float32Array(buffer);
  return { ok: true, value };
}

/** Reads a stored mask as it streams in and keeps only the slices that the tumour touches. */
export async function fetchMaskSlices(
  engine: Engine,
  { maskId, sliceVoxels }: { readonly maskId: string; readonly sliceVoxels: number },
  signal: AbortSignal,
): Promise<Reply<MaskSlices>> {
  const reply = await engine.bulkFetch(bulkPath.mask(maskId), { signal });
  if (!reply.ok) return reply;
  const slices = new Map<number, Uint8Array>();
  let at = 0;
  for await (const chunk of chunks(reply.value)) {
    collectMask(slices, chunk, at, sliceVoxels);
    at += chunk.length;
  }
  return { ok: true, value: slices };
}

/** Adds the set voxels of a piece that starts at the linear index `at`. */
export function collectMask(
  slices: Map<number, Uint8Array>,
  piece: Uint8Array,
  at: number,
  sliceVoxels: number,
): void {
  for (let i = 0; i < piece.length; i++) {
    if (piece[i] === 0) continue;
    const k = Math.floor((at + i) / sliceVoxels);
    let slice = slices.get(k);
    if (!slice) slices.set(k, (slice = new Uint8Array(sliceVoxels)));
    slice[(at + i) % sliceVoxels] = 1;
  }
}

async function* chunks(response: Response): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
