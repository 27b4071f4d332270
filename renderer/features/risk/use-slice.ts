import type { WireError } from '#contract/errors.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import { useEffect, useState } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { fetchMaskSlices, fetchSlice, type MaskSlices, type SliceHu } from './slice-data.ts';

/** One slice's voxels; while another one is on its way the last one stays. */
export function useSlice(detail: CaseDetail, k: number) {
  const engine = useEngine();
  const [slice, setSlice] = useState<SliceHu | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    fetchSlice(engine, detail, k, stop.signal).then(
      (reply) => {
        if (reply.ok) setSlice(reply.value);
        setError(reply.ok ? null : reply.error);
      },
      // Only our own abort rejects: another slice is wanted.
      () => undefined,
    );
    return () => stop.abort();
  }, [engine, detail, k]);
  return { slice, error };
}

/** Slices of a stored mask; null until they have come. */
export function useMask(detail: CaseDetail, maskId: string): MaskSlices | null {
  const engine = useEngine();
  const [masks, setMasks] = useState<MaskSlices | null>(null);
  const [nx, ny] = detail.geometry.dimensions;
  useEffect(() => {
    const stop = new AbortController();
    fetchMaskSlices(engine, { maskId, sliceVoxels: nx * ny }, stop.signal).then(
      (reply) => setMasks(reply.ok ? reply.value : null),
      () => undefined,
    );
    return () => stop.abort();
  }, [engine, maskId, nx, ny]);
  return masks;
}
