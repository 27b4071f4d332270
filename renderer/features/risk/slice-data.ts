import { bulkPath } from '#contract/bulk.ts';
import type { Reply } from '#contract/errors.ts';
import type { MaskRuns } from '#contract/mask-runs.ts';
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

/** Reads a stored mask: only the slices that the tumour touches. */
export async function fetchMaskSlices(
  engine: Engine,
  { maskId, sliceVoxels }: { readonly maskId: string; readonly sliceVoxels: number },
  signal: AbortSignal,
): Promise<Reply<MaskSlices>> {
  const reply = await engine.bulkFetch(bulkPath.mask(maskId), { signal });
  if (!reply.ok) return reply;
  const runs = new Uint32Array(await reply.value.arrayBuffer());
  return { ok: true, value: slicesOfRuns(runs, sliceVoxels) };
}

/** The runs' voxels by slice k. */
export function slicesOfRuns(runs: MaskRuns, sliceVoxels: number): MaskSlices {
  const slices = new Map<number, Uint8Array>();
  for (let r = 0; r < runs.length; r += 2) {
    for (let at = runs[r]; at < runs[r] + runs[r + 1]; at++) {
      const k = Math.floor(at / sliceVoxels);
      let slice = slices.get(k);
      if (!slice) slices.set(k, (slice = new Uint8Array(sliceVoxels)));
      slice[at % sliceVoxels] = 1;
    }
  }
  return slices;
}
