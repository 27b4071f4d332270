import { crop } from '../image/crop.ts';
import type { Box } from '../image/grid.ts';
import type { Mask, Vec3, Volume } from '../image/volume.ts';
import { extractionColumns, type FeatureIdentity } from './extraction-columns.ts';
import { isChosen, type ExtractionPreset, type FamilyChoice } from './extraction-preset.ts';
import { computeFamily } from './feature.ts';
import { derivedImages } from './filters/derived-images.ts';
import { derivedImage } from './filters/filter-spec.ts';
import { firstOrderFeatures } from './first-order/first-order-features.ts';
import { intensities } from './first-order/intensities.ts';
import { resegment } from './grid/resegment.ts';
import { onImage, regionOf, type Region } from './region.ts';
import { shapeFeatures } from './shape/shape-features.ts';
import { shapeMeasures } from './shape/shape-measures.ts';
import { textureFamilies } from './texture-families.ts';
import { textureRegion } from './texture/texture-region.ts';
import { defaultTextureSettings } from './texture/texture-settings.ts';

/** The columns of a preset and, in their order, the values of one region. */
export interface ExtractedFeatures {
  readonly columns: readonly FeatureIdentity[];
  readonly values: Float64Array;
}

/** Told before each image: how many are done, of how many, and the next one's name. */
export type ImageProgress = (done: number, of: number, image: string) => void;

/**
 * The features of a preset of one region. Each derived image is computed in the region's box alone
 * and discretised once for all its texture families.
 *
 * Shape is that of the mask, all else that of the voxels which re-segmentation leaves.
 *
 * @param image On the grid that the preset asks for, with `filterMargin` around the mask where there
 *   is so much image. Filters that look at a whole image see all that is handed in.
 * @param mask On the same grid, at least one voxel.
 * @throws RangeError for different grids, a mask that is empty or becomes so, intensities that are
 *   not finite, and for a feature without a value.
 */
export function extractPreset(
  image: Volume,
  mask: Mask,
  preset: ExtractionPreset,
  tell: ImageProgress = () => undefined,
): ExtractedFeatures {
  const whole = regionOf(image, mask);
  const { families, images } = preset;
  const columns = extractionColumns(preset);
  const values: number[] = [];
  if (families.shape) {
    const { features } = families.shape;
    const chosen = shapeFeatures.filter(({ name }) => isChosen(features, name));
    values.push(...computeFamily(chosen, shapeMeasures(whole)).values());
  }
  const inside = intensityMask(image, mask, preset);
  const box = boxOf(inside === mask ? whole : regionOf(image, inside));
  const region = regionOf(crop(image, box), crop(inside, box));
  const derive = derivedImages(image, box);
  for (const [done, { image: name, spec }] of images.entries()) {
    tell(done, images.length, name);
    values.push(...imageValues(onImage(region, derive(spec)), preset));
  }
  return { columns, values: checked(columns, values) };
}

/**
 * Voxels of image around a mask, along i, j, k, that the filters of a preset look at. Filters that
 * look at a whole image get 20 mm at least: their values must rest on more than the lesion.
 */
export function filterMargin({ images }: Pick<ExtractionPreset, 'images'>, spacingMm: Vec3): Vec3 {
  const margins = images.map(({ spec }) => {
    const { margin, imageWide } = derivedImage(spec);
    const least = imageWide ? 20 : 0;
    return margin(spacingMm).map((n, axis) => Math.max(n, Math.ceil(least / spacingMm[axis])));
  });
  const largest = (axis: number): number => Math.max(...margins.map((margin) => margin[axis]));
  return [largest(0), largest(1), largest(2)];
}

function intensityMask(image: Volume, mask: Mask, preset: ExtractionPreset): Mask {
  const { range, outlierSigmas } = preset.resegmentation;
  if (range === null && outlierSigmas === null) return mask;
  const kept = resegment(image, mask, {
    ...(range && { range: [range[0] ?? -Infinity, range[1] ?? Infinity] }),
    ...(outlierSigmas !== null && { outlierSigmas }),
  });
  if (!kept.data.includes(1)) {
    const [low, high] = range ?? [null, null];
    const limits = `${low ?? 'any'} to ${high ?? 'any'}`;
    throw new RangeError(`no voxel of the region is in the range of re-segmentation, ${limits}`);
  }
  return kept;
}

function boxOf({ box: { lower, upper } }: Region): Box {
  const size = (axis: number): number => upper[axis] - lower[axis] + 1;
  return { offset: lower, dimensions: [size(0), size(1), size(2)] };
}

/** All but shape of one image, in the order of the columns. */
function imageValues(region: Region, { families, discretisation }: ExtractionPreset): number[] {
  const values: number[] = [];
  if (families.firstorder) {
    const { features, intensityShift } = families.firstorder;
    const chosen = firstOrderFeatures.filter(({ name }) => isChosen(features, name));
    values.push(
      ...computeFamily(chosen, intensities(region, discretisation, intensityShift)).values(),
    );
  }
  const chosen = textureFamilies.flatMap((family) => {
    const choice = families[family.name];
    return choice ? [{ family, choice, settings: settingsOf(choice) }] : [];
  });
  if (chosen.length === 0) return values;
  const border = Math.max(...chosen.flatMap(({ settings }) => settings.distances));
  const texture = textureRegion(region, discretisation, border);
  for (const { family, choice, settings } of chosen) {
    const wanted = (name: string): boolean => isChosen(choice.features, name);
    values.push(...family.evaluate(texture, settings, wanted).values());
  }
  return values;
}

function settingsOf({ aggregation, distances, dependenceTolerance }: FamilyChoice) {
  const standard = defaultTextureSettings;
  return {
    aggregation: aggregation ?? standard.aggregation,
    distances: distances ?? standard.distances,
    dependenceTolerance: dependenceTolerance ?? standard.dependenceTolerance,
  };
}

/** A hole in a definition must stop here and not end up as an empty cell of a table. */
function checked(columns: readonly FeatureIdentity[], values: readonly number[]): Float64Array {
  for (const [c, { column }] of columns.entries()) {
    if (!Number.isFinite(values[c])) throw new RangeError(`${column} is ${values[c]}`);
  }
  return Float64Array.from(values);
}
