import { contains, indexOf, type Plane } from './plane.ts';
import { label, labelOf, type CtVoxels, type Overlay } from './slice-pixels.ts';
import type { WindowLevel } from './window-level.ts';

type Rgb = readonly [number, number, number];

export interface ReformatOptions {
  readonly plane: Plane;
  readonly slice: number;
  readonly voxels: CtVoxels;
  readonly overlay: Overlay | null;
  readonly window: WindowLevel;
  readonly colours: { readonly mask: Rgb; readonly added: Rgb; readonly removed: Rgb };
  /** Opacity of the fill, 0 to 1; outlines are opaque. */
  readonly opacity: number;
}

/** Paints a slice of any plane with its masks into RGBA pixels, rows × columns × 4. */
export function paintReformat(options: ReformatOptions, to: Uint8ClampedArray): void {
  const { plane, slice, voxels, overlay, window } = options;
  const scale = 255 / window.width;
  const black = window.level - window.width / 2;
  let out = 0;
  for (let row = 0; row < plane.rows; row++) {
    let index = plane.start + slice * plane.depthStride + row * plane.rowStride;
    for (let column = 0; column < plane.columns; column++, index += plane.columnStride, out += 4) {
      const grey = (voxels[index] - black) * scale;
      to[out] = to[out + 1] = to[out + 2] = grey;
      to[out + 3] = 255;
      if (overlay) tint(options, { column, row, index, out }, to);
    }
  }
}

interface Pixel {
  readonly column: number;
  readonly row: number;
  readonly index: number;
  readonly out: number;
}

function tint(options: ReformatOptions, pixel: Pixel, to: Uint8ClampedArray): void {
  const { overlay, colours, opacity } = options;
  if (!overlay) return;
  const here = overlayLabel(overlay, pixel.index);
  if (here === label.none) return;
  const colour =
    here === label.mask ? colours.mask : here === label.added ? colours.added : colours.removed;
  const share = isEdge(options, pixel, here) ? 1 : opacity;
  for (let channel = 0; channel < 3; channel++) {
    to[pixel.out + channel] += share * (colour[channel] - to[pixel.out + channel]);
  }
}

function overlayLabel({ mask, preview }: Overlay, index: number): number {
  return labelOf(mask[index], preview ? preview[index] : mask[index]);
}

function isEdge({ plane, slice, overlay }: ReformatOptions, pixel: Pixel, here: number): boolean {
  return neighbours.some(([right, down]) => {
    const at = { column: pixel.column + right, row: pixel.row + down, slice };
    if (!contains(plane, at) || !overlay) return true;
    return overlayLabel(overlay, indexOf(plane, at)) !== here;
  });
}

const neighbours = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;
