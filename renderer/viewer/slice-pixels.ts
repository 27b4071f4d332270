import type { Plane } from './plane.ts';

export type CtVoxels = Int16Array | Float32Array;

/** Labels of the overlay: what the mask is, and what a preview would add to it or take from it. */
export const label = { none: 0, mask: 1, added: 2, removed: 3 } as const;

/** Copies a slice in screen order; `to` holds rows × columns, row after row. */
export function copySlice(plane: Plane, slice: number, from: CtVoxels, to: Int16Array): void {
  let out = 0;
  for (let row = 0; row < plane.rows; row++) {
    let index = plane.start + slice * plane.depthStride + row * plane.rowStride;
    for (let column = 0; column < plane.columns; column++, index += plane.columnStride) {
      to[out++] = from[index];
    }
  }
}

/** Masks that one overlay shows together; both hold one byte a voxel of the volume. */
export interface Overlay {
  readonly mask: Uint8Array;
  /** What the mask would become, or null when nothing is offered. */
  readonly preview: Uint8Array | null;
}

/** Labels of a slice in screen order. */
export function copyLabels(plane: Plane, slice: number, overlay: Overlay, to: Uint8Array): void {
  const { mask, preview } = overlay;
  let out = 0;
  for (let row = 0; row < plane.rows; row++) {
    let index = plane.start + slice * plane.depthStride + row * plane.rowStride;
    for (let column = 0; column < plane.columns; column++, index += plane.columnStride) {
      to[out++] = labelOf(mask[index], preview ? preview[index] : mask[index]);
    }
  }
}

/** Label of a voxel from its value in the mask and in what is offered. */
export function labelOf(now: number, offered: number): number {
  if (now !== 0) return offered !== 0 ? label.mask : label.removed;
  return offered !== 0 ? label.added : label.none;
}
