import { z } from 'zod';
import type { FilterSpec } from '#native/radiomics/filters/filter-spec.ts';
import { waveletBands } from '#native/radiomics/filters/wavelet.ts';
import type { BinRule } from '#native/radiomics/texture/grey-levels.ts';
import type { Aggregation } from '#native/radiomics/texture/texture-settings.ts';

const positive = z.number().positive();
const seed = z.number().int().min(0).max(0xffffffff);
const radius = z.number().int().min(1);

const plainFilters = [
  'original',
  'gradient',
  'square',
  'square-root',
  'logarithm',
  'exponential',
  'normalise',
  'laplacian-sharpening',
] as const;

/** Every filter with exactly its parameters: a parameter that does nothing is a mistake. */
const filterSpec = z.discriminatedUnion('filter', [
  z.strictObject({ filter: z.enum(plainFilters) }),
  z.strictObject({ filter: z.literal('wavelet'), band: z.enum(waveletBands) }),
  z.strictObject({ filter: z.literal('laplacian-of-gaussian'), sigmaMm: positive }),
  z.strictObject({ filter: z.enum(['box-mean', 'box-sigma', 'mean']), radius }),
  z.strictObject({ filter: z.literal('binomial-blur'), repetitions: z.number().int().min(1) }),
  z.strictObject({
    filter: z.literal('curvature-flow'),
    timeStep: positive,
    iterations: z.number().int().min(1),
  }),
  z.strictObject({
    filter: z.literal('discrete-gaussian'),
    varianceMm2: positive,
    maximumError: positive,
    maximumWidth: z.number().int().min(1),
  }),
  z.strictObject({ filter: z.literal('recursive-gaussian'), sigmaMm: positive }),
  z.strictObject({
    filter: z.literal('additive-gaussian-noise'),
    mean: z.number(),
    standardDeviation: positive,
    seed,
  }),
  z.strictObject({ filter: z.literal('speckle-noise'), standardDeviation: positive, seed }),
  z.strictObject({ filter: z.literal('shot-noise'), scale: positive, seed }),
]) satisfies z.ZodType<FilterSpec>;

const discretisation = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('fixed-width'),
    /** In the unit of the image. */
    width: positive,
    /**
     * First bin's lower edge. `multiple`: edges are multiples of the width, as in PyRadiomics.
     * `minimum`: the region's minimum on each image; IBSI's rule where there is no range.
     */
    origin: z.union([z.number(), z.enum(['multiple', 'minimum'])]),
  }),
  z.strictObject({ kind: z.literal('fixed-number'), count: z.number().int().min(1) }),
]) satisfies z.ZodType<BinRule>;

const names = z.array(z.string().min(1)).min(1);

/** All features of the family's table, only some, or all but some; always in the table's order. */
const features = z.union([
  z.literal('all'),
  z.strictObject({ only: names }),
  z.strictObject({ except: names }),
]);
export type FeatureChoice = z.infer<typeof features>;

const aggregation = z.enum([
  '2D, averaged',
  '2D, slice-merged',
  '2.5D, direction-merged',
  '2.5D, merged',
  '3D, averaged',
  '3D, merged',
]) satisfies z.ZodType<Aggregation>;
/** In voxels. */
const distances = z.array(z.number().int().min(1)).min(1);

const families = z.strictObject({
  shape: z.strictObject({ features }).optional(),
  firstorder: z
    .strictObject({
      features,
      /** Added to intensities in Energy, TotalEnergy and RootMeanSquared alone. */
      intensityShift: z.number().optional(),
    })
    .optional(),
  /** Pairs are counted in both directions. */
  glcm: z
    .strictObject({ features, aggregation, distances, symmetrical: z.literal(true) })
    .optional(),
  glrlm: z.strictObject({ features, aggregation }).optional(),
  glszm: z.strictObject({ features, aggregation }).optional(),
  gldm: z
    .strictObject({ features, aggregation, distances, dependenceTolerance: z.number().min(0) })
    .optional(),
  ngtdm: z.strictObject({ features, aggregation, distances }).optional(),
});

const spacing = positive.nullable();
const method = z.enum(['nearest', 'linear', 'cubic']);

/** A named choice of features and of everything that changes their values. */
export const presetSchema = z.strictObject({
  name: z.string().min(1),
  /** Goes up with every change of a value; a stored value names it. */
  version: z.number().int().min(1),
  description: z.string(),
  grid: z.strictObject({
    /** Wavelet bands and rows depend on the order of the axes; `as-stored` keeps the file's. */
    orientation: z.enum(['RAS', 'as-stored']),
    /** New spacing along i, j, k in mm; `null` keeps the image's own, along one axis or all. */
    spacingMm: z.tuple([spacing, spacing, spacing]).nullable(),
    /** The new grid shares the image's centre (IBSI, without a word) or corner (PyRadiomics). */
    alignment: z.enum(['centre', 'corner']).optional(),
    /**
     * Image around the region's box that filters see: without a word as much as they look at, and 20
     * mm for those that look at a whole image; or so many voxels, or all that there is.
     */
    around: z.union([z.number().int().min(0), z.literal('all')]).optional(),
    imageInterpolation: method,
    maskInterpolation: method,
    /** Least share of a voxel that counts as inside. */
    maskThreshold: z.number().gt(0).max(1),
    /**
     * Whether interpolated intensities become whole numbers again; `as-stored`: they get the type
     * that the image has in memory, integers cut toward zero, as in PyRadiomics.
     */
    rounded: z.union([z.boolean(), z.literal('as-stored')]),
  }),
  /** Brings a whole image to one scale beforehand; for intensities without a unit. */
  standardisation: z.strictObject({ scale: positive, clipSigmas: positive.nullable() }).optional(),
  resegmentation: z.strictObject({
    /** Intensities kept, both ends included; `null` for an open end or none. */
    range: z.tuple([z.number().nullable(), z.number().nullable()]).nullable(),
    outlierSigmas: positive.nullable(),
  }),
  discretisation,
  images: z
    .array(
      z.strictObject({
        /** First part of the columns' names. */
        image: z.string().min(1),
        spec: filterSpec,
        /** The filter's rule beyond the image's edge, for the reader; it must be the true one. */
        border: z.string().optional(),
      }),
    )
    .min(1)
    .refine((images) => new Set(images.map(({ image }) => image)).size === images.length, {
      error: 'two images have one name',
    }),
  families,
});

export type Preset = z.infer<typeof presetSchema>;
