import type { SaliencyMap } from '#contract/saliency-map.ts';
import { colourAt, sequential, type ColourMap } from '../../ui/colour-map.ts';

/** A part of a slice in colours, at its place in the slice. */
export interface SlicePart {
  /** First column and row. */
  readonly at: readonly [column: number, row: number];
  readonly columns: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/**
 * Share of the strongest place at which the map is as opaque as it is set. Below it fades into the
 * CT, so that the edge of what the network sees is no edge in the picture.
 */
const opaqueFrom = 0.4;

/** Red, green, blue and alpha of each of the 256 levels. */
const palette = Array.from({ length: 256 }, (_, level) => {
  const share = level / 255;
  return [...colourAt(sequential, share), opacityOf(share)] as const;
});

/** Opacity of a place among the map's own, 0 to 1, as a byte. */
function opacityOf(share: number): number {
  return Math.round(255 * Math.min(1, share / opaqueFrom));
}

/** The map on slice k of the CT, or null where the network does not see it. */
export function saliencyOnSlice(map: SaliencyMap, k: number): SlicePart | null {
  const [width, height, depth] = map.dimensions;
  const slice = k - map.offset[2];
  if (slice < 0 || slice >= depth) return null;
  const voxels = width * height;
  const levels = map.levels.subarray(slice * voxels, (slice + 1) * voxels);
  const rgba = new Uint8ClampedArray(4 * voxels);
  for (const [n, level] of levels.entries()) rgba.set(palette[level], 4 * n);
  return { at: [map.offset[0], map.offset[1]], columns: width, rgba };
}

/** The map's colours over black, from nothing to the strongest place, for a legend. */
export const saliencyColours: ColourMap = Array.from({ length: 17 }, (_, n) => {
  const [red, green, blue, alpha] = palette[Math.round((255 * n) / 16)];
  const overBlack = (channel: number): number => Math.round((channel * alpha) / 255);
  return [overBlack(red), overBlack(green), overBlack(blue)];
});
