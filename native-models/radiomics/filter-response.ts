import { crop, cropGeometry } from '../image/crop.ts';
import { boundingBox, expandBox } from '../image/grid.ts';
import type { Geometry, Mask, Vec3, Volume } from '../image/volume.ts';
import { percentileOfSorted } from '../numeric/descriptive.ts';
import { derivedImage, type FilterSpec } from './filters/filter-spec.ts';

/** What one filter makes of a region and its surroundings, voxel by voxel, for a person to see. */
export interface FilterResponse {
  /** Grid of everything below: the region's box with a little image around it. */
  readonly geometry: Geometry;
  /** The image before the filter, HU; i fastest. */
  readonly image: Float32Array<ArrayBuffer>;
  /** The image after the filter; in the region the very voxels that its features measure. */
  readonly response: Float32Array<ArrayBuffer>;
  /** The region on that grid. */
  readonly mask: Uint8Array;
  /** 1st and 99th percentile of the response in the region. */
  readonly range: readonly [low: number, high: number];
}

/**
 * The response of a filter in a region and around it.
 *
 * The filter looks at all of the image that is handed in, as in an extraction: values that depend
 * on the whole image are those of the feature table, and only a box of them is kept.
 *
 * @param image On the grid of the features, with the margin that the filters look at.
 * @param mask On the same grid, at least one voxel.
 * @param aroundMm Image kept around the region's box along i, j, k; less where the image ends.
 * @throws RangeError for an empty mask.
 */
export function filterResponse(
  image: Volume,
  mask: Mask,
  spec: FilterSpec,
  aroundMm: Vec3,
): FilterResponse {
  const { dimensions, spacingMm } = image.geometry;
  const region = boundingBox(mask.data, dimensions);
  if (region === undefined) throw new RangeError('the mask has no voxel');
  const voxels = (axis: 0 | 1 | 2): number => Math.ceil(aroundMm[axis] / spacingMm[axis]);
  const box = expandBox(region, [voxels(0), voxels(1), voxels(2)], dimensions);
  const response = Float32Array.from(derivedImage(spec).apply(image, box));
  const shown = crop(mask, box).data;
  return {
    geometry: cropGeometry(image.geometry, box),
    image: Float32Array.from(crop(image, box).data),
    response,
    mask: shown,
    range: rangeIn(response, shown),
  };
}

/** Percentiles, so that one stray voxel does not take the contrast of all others. */
function rangeIn(values: Float32Array, mask: Uint8Array): readonly [low: number, high: number] {
  const inside = values.filter((_, n) => mask[n] !== 0).sort();
  return [percentileOfSorted(inside, 1), percentileOfSorted(inside, 99)];
}
