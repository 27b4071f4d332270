import { AppError } from '#contract/errors.ts';
import type { Geometry as WireGeometry } from '#contract/geometry.ts';
import type { ResponseImage } from '#contract/filter-response.ts';
import { maskRuns } from '#contract/mask-runs.ts';
import type { Geometry, Mask, Vec3, Volume } from '#native/image/volume.ts';
import { filterResponse } from '#native/radiomics/filter-response.ts';
import { responseScale } from '#native/radiomics/filters/response-scale.ts';
import type { Preset } from './preset-schema.ts';

/** Image shown around the tumour: enough beside it to find one's way, a few slices beyond it. */
const aroundMm: Vec3 = [20, 20, 5];

/** A region on a preset's grid, with the image around it. */
interface Prepared {
  readonly image: Volume;
  readonly mask: Mask;
}

/**
 * One image of a preset around a region, from the voxels that an extraction uses.
 *
 * @param prepare The region on the preset's grid, as `onPresetGrid` makes it.
 * @throws AppError `image-unknown`, and `features-undefined` where an extraction would.
 */
export function responseImage(
  prepare: () => Prepared,
  preset: Preset,
  image: string,
): Omit<ResponseImage, 'maskId' | 'settingsHash'> {
  const named = preset.images.find((each) => each.image === image);
  if (!named) {
    const known = preset.images.map((each) => each.image);
    throw new AppError('image-unknown', { name: image, known });
  }
  const { spec } = named;
  try {
    const prepared = prepare();
    const shown = filterResponse(prepared.image, prepared.mask, spec, aroundMm);
    return {
      image,
      filter: spec,
      ...responseScale(spec),
      geometry: onTheWire(shown.geometry),
      range: shown.range,
      ct: shown.image,
      response: shown.response,
      runs: maskRuns(shown.mask),
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('features-undefined', { reason: error.message }, { cause: error });
  }
}

function onTheWire({ dimensions, spacingMm, originMm, direction }: Geometry) {
  return {
    dimensions: [...dimensions],
    spacingMm: [...spacingMm],
    originMm: [...originMm],
    direction: [...direction],
  } satisfies WireGeometry;
}
