import { AppError } from '#contract/errors.ts';
import { isotropicCase, STUDY_SPACING_MM } from '#native/image/preprocess/isotropic-case.ts';
import { radiomicsInput } from '#native/image/preprocess/radiomics-input.ts';
import { reorientToRas } from '#native/image/reorient.ts';
import type { Mask, Vec3, Volume } from '#native/image/volume.ts';
import {
  extractPreset as extractRegion,
  filterMargin,
  type ExtractedFeatures,
  type ImageProgress,
} from '#native/radiomics/extract-preset.ts';
import { derivedImage } from '#native/radiomics/filters/filter-spec.ts';
import { prepareRegion } from '#native/radiomics/grid/prepare-region.ts';
import { standardise } from '#native/radiomics/grid/standardise.ts';
import type { Preset } from './preset-schema.ts';

/**
 * The features of one region that a preset asks for: the region is brought to the preset's grid,
 * with as much image around it as the filters look at.
 *
 * @param mask On the volume's own grid, at least one voxel.
 * @throws AppError `features-undefined` when nothing of the region is left on the grid or in the
 *   range, or the image is too small for a filter.
 */
export function extractPreset(
  volume: Volume,
  mask: Mask,
  preset: Preset,
  onImage?: ImageProgress,
): ExtractedFeatures {
  try {
    const prepared = onPresetGrid(volume, mask, preset);
    return extractRegion(prepared.image, prepared.mask, preset, onImage);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('features-undefined', { reason: error.message }, { cause: error });
  }
}

interface Prepared {
  readonly image: Volume;
  readonly mask: Mask;
}

/**
 * A region on the preset's grid, with as much image around it as the filters look at.
 *
 * @throws RangeError when nothing of the region is left on the grid.
 */
export function onPresetGrid(stored: Volume, mask: Mask, preset: Preset): Prepared {
  const { standardisation } = preset;
  const volume = standardisation ? standardise(stored, standardisation) : stored;
  if (isStudyGrid(preset.grid)) {
    // The one way to the study's grid, so that a model reads the very values of the table.
    const margin = Math.max(...filterMargin(preset, STUDY_GRID));
    const input = radiomicsInput(isotropicCase(volume, mask), margin);
    return { image: input.volume, mask: input.mask };
  }
  const turn = preset.grid.orientation === 'RAS';
  const oriented = turn ? reorientToRas(volume) : volume;
  const region = turn ? reorientToRas(mask) : mask;
  const { spacingMm, imageInterpolation, maskInterpolation, ...rules } = preset.grid;
  const own = oriented.geometry.spacingMm;
  const grid: Vec3 = spacingMm
    ? [spacingMm[0] ?? own[0], spacingMm[1] ?? own[1], spacingMm[2] ?? own[2]]
    : own;
  return prepareRegion(
    oriented,
    region,
    {
      ...(spacingMm && { spacingMm: grid }),
      ...(rules.alignment && { alignment: rules.alignment }),
      image: imageInterpolation,
      mask: maskInterpolation,
      maskThreshold: rules.maskThreshold,
      rounded: rules.rounded,
    },
    marginAround(preset, grid),
  );
}

/** Voxels of the grid around the region's box, along i, j, k. */
function marginAround(preset: Preset, grid: Vec3): Vec3 {
  const { around } = preset.grid;
  if (typeof around === 'number') return [around, around, around];
  const wholeImage = preset.images.some(({ spec }) => derivedImage(spec).imageWide);
  // Any other filter's values stay the same beyond its margin; a whole CT need not be copied.
  if (around === 'all' && wholeImage) return [Infinity, Infinity, Infinity];
  return filterMargin(preset, grid);
}

const STUDY_GRID: Vec3 = [STUDY_SPACING_MM, STUDY_SPACING_MM, STUDY_SPACING_MM];

function isStudyGrid({ orientation, spacingMm, ...rules }: Preset['grid']): boolean {
  return (
    orientation === 'RAS' &&
    rules.alignment !== 'corner' &&
    rules.around === undefined &&
    spacingMm !== null &&
    spacingMm.every((spacing) => spacing === STUDY_SPACING_MM) &&
    rules.imageInterpolation === 'linear' &&
    rules.maskInterpolation === 'nearest' &&
    !rules.rounded
  );
}
