import { z } from 'zod';

/** A setting that cannot be honoured, and why. */
export interface Unsupported {
  readonly name: string;
  readonly reason: string;
}

interface Rule {
  /** The values that mean here what they mean in PyRadiomics. */
  readonly honoured: z.ZodType;
  readonly reason: string;
}

const anything: Rule = { honoured: z.unknown(), reason: '' };
const only = (honoured: z.ZodType, reason: string): Rule => ({ honoured, reason });
const off = z.literal(false);
const interpolators = ['sitkNearestNeighbor', 'sitkLinear', 'sitkBSpline'] as const;
const limits = z.array(z.number()).min(1).max(2);

/**
 * Every setting of PyRadiomics 3.1. Those that change no value there, or none with the values
 * honoured here, may be anything.
 */
const rules: Readonly<Record<string, Rule>> = {
  // The image and its mask
  label: only(z.literal(1), 'choose the region with --label'),
  label_channel: only(z.literal(0), 'masks of several channels are not supported'),
  additionalInfo: anything,
  normalize: only(z.boolean(), 'it must be true or false'),
  normalizeScale: only(z.number().positive(), 'it must be a number above 0'),
  removeOutliers: only(z.number().positive().nullable(), 'it must be a number above 0'),
  resampledPixelSpacing: only(
    z.union([z.null(), z.array(z.number().min(0)).length(3)]),
    'it must be three numbers from 0',
  ),
  interpolator: only(
    z.union([z.null(), z.literal(interpolators)]),
    `only ${interpolators.join(', ')} are supported`,
  ),
  padDistance: only(z.number().int().min(0), 'it must be a whole number from 0'),
  preCrop: only(z.boolean(), 'it must be true or false'),
  geometryTolerance: only(z.null(), 'there is no tolerance to widen'),
  correctMask: only(off, 'a mask on another grid is refused, not moved'),
  minimumROIDimensions: only(z.literal([1, 2]), 'the region is not checked for its dimensions'),
  minimumROISize: only(z.null(), 'the region is not checked for its size'),
  // Re-segmentation
  resegmentRange: only(z.union([z.null(), limits]), 'it must be one or two numbers'),
  resegmentMode: only(z.literal(['absolute', 'sigma']), 'only absolute and sigma are supported'),
  resegmentShape: only(off, 'shape is that of the drawn mask'),
  // Grey levels
  binWidth: only(z.number().positive(), 'it must be a number above 0'),
  binCount: only(z.union([z.null(), z.number().int().min(1)]), 'it must be a whole number above 0'),
  voxelArrayShift: only(z.number(), 'it must be a number'),
  // Texture
  distances: only(z.array(z.number().int().min(1)).min(1), 'they must be whole numbers above 0'),
  weightingNorm: only(
    z.literal('no_weighting').nullable(),
    'directions are averaged, or merged with no_weighting, but not weighted by distance',
  ),
  symmetricalGLCM: only(z.literal(true), 'pairs are counted in both directions'),
  gldm_a: only(z.number().min(0), 'it must be a number from 0'),
  force2D: only(z.boolean(), 'it must be true or false'),
  force2Ddimension: only(z.literal(0), 'slices are those of the third axis'),
};

export function unsupportedSettings(
  settings: Readonly<Record<string, unknown>>,
): readonly Unsupported[] {
  const refused = Object.entries(settings).flatMap(([name, value]): Unsupported[] => {
    if (!Object.hasOwn(rules, name)) return [{ name, reason: 'there is no such setting' }];
    const { honoured, reason } = rules[name];
    return honoured.safeParse(value).success ? [] : [{ name, reason }];
  });
  return [...refused, ...lopsidedSigmas(settings)];
}

/** Sigma limits are taken on both sides of the mean alike. */
function lopsidedSigmas(settings: Readonly<Record<string, unknown>>): readonly Unsupported[] {
  const range = limits.safeParse(settings['resegmentRange']);
  if (settings['resegmentMode'] !== 'sigma' || !range.success) return [];
  const [low, high] = range.data;
  const alike = high !== undefined && low === -high && high > 0;
  const reason = 'sigmas must be the same on both sides, as [-3, 3]';
  return alike ? [] : [{ name: 'resegmentRange', reason }];
}
