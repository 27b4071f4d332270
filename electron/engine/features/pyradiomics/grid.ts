import type { Preset } from '../preset-schema.ts';

type Settings = Readonly<Record<string, unknown>>;
type Grid = Preset['grid'];

const methods: ReadonlyMap<unknown, Grid['imageInterpolation']> = new Map([
  ['sitkNearestNeighbor', 'nearest'],
  ['sitkLinear', 'linear'],
  ['sitkBSpline', 'cubic'],
]);

/**
 * The grid that PyRadiomics' settings describe: resampled ones start at the image's corner, and
 * filters see `padDistance` voxels around the region; without resampling or cropping they see the
 * whole image. Masks are resampled by the nearest voxel.
 */
export function gridOf(settings: Settings): Grid {
  const { resampledPixelSpacing, interpolator = 'sitkBSpline', padDistance = 5 } = settings;
  const resampled = resampledPixelSpacing && interpolator !== null;
  const around = padDistance as number;
  const fixed = {
    orientation: 'as-stored',
    maskInterpolation: 'nearest',
    maskThreshold: 0.5,
    rounded: 'as-stored',
  } as const;
  if (!resampled) {
    const window = settings['preCrop'] === true ? around : 'all';
    return { ...fixed, spacingMm: null, around: window, imageInterpolation: 'nearest' };
  }
  // PyRadiomics writes 0 for "as it is".
  const [i, j, k] = (resampledPixelSpacing as readonly number[]).map((mm) =>
    mm === 0 ? null : mm,
  );
  const imageInterpolation = methods.get(interpolator) ?? 'cubic';
  return { ...fixed, spacingMm: [i, j, k], alignment: 'corner', around, imageInterpolation };
}
