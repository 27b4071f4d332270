import { z } from 'zod';
import { unblinded } from '../people.ts';
import { procedure } from '../procedure.ts';

/** Whose outline of each case counts, where features of several are stored. */
export const maskChoice = z.union([
  /** The newest outline that has features; corrected ones come before automatic ones. */
  z.enum(['newest', 'automatic', 'corrected']),
  z.object({ readerId: z.string() }),
]);
export type MaskChoice = z.infer<typeof maskChoice>;

/** One side of a comparison: features that the library stores, or a CSV file sent up. */
export const comparisonSide = z.union([
  z.object({ settingsHash: z.string(), codeVersion: z.string(), masks: maskChoice }),
  z.object({ uploadId: z.string() }),
]);
export type ComparisonSide = z.infer<typeof comparisonSide>;

/** Features of one preset, settings and code version that the library stores. */
export const featureVersion = z.object({
  preset: z.string(),
  settingsHash: z.string(),
  codeVersion: z.string(),
  cases: z.number(),
  newestAt: z.string(),
});
export type FeatureVersion = z.infer<typeof featureVersion>;

/** What values depend on, and whether it is the same on both sides. */
export const factComparison = z.object({
  fact: z.enum(['preset', 'settings', 'code', 'image', 'mask']),
  /** The different values of the common cases; empty where the side does not tell. */
  first: z.array(z.string()),
  second: z.array(z.string()),
  /** Common cases in which the two differ. */
  cases: z.number(),
});
export type FactComparison = z.infer<typeof factComparison>;

const leftover = z.object({ cases: z.array(z.string()), columns: z.array(z.string()) });

export const comparison = z.object({
  /** The columns that name a case. */
  matchedBy: z.array(z.string()),
  /** Cases that both sides have. */
  cases: z.array(z.string()),
  facts: z.array(factComparison),
  columns: z.array(
    z.object({
      column: z.string(),
      /** Cases in which the two values are not the same double. */
      moved: z.number(),
      /** Cases in which only one side has a value. */
      oneSided: z.number(),
      maxAbsolute: z.number(),
      /** Largest |a - b| / max(|a|, |b|). */
      maxRelative: z.number(),
      worstCase: z.string().nullable(),
      /** ICC(2,1), absolute agreement; null for fewer than three cases or where nothing varies. */
      agreement: z.number().nullable(),
      /** ICC(3,1), consistency. */
      consistency: z.number().nullable(),
    }),
  ),
  onlyFirst: leftover,
  onlySecond: leftover,
});
export type Comparison = z.infer<typeof comparison>;

/** Comparison of two extractions: which columns moved, by how much, how well they agree. */
export const featureComparison = {
  'comparison.choices': procedure(
    unblinded,
    z.object({}),
    z.object({
      /** Newest first. */
      versions: z.array(featureVersion),
      /** Who drew outlines that have features. */
      readers: z.array(z.object({ id: z.string(), name: z.string() })),
    }),
  ),
  'comparison.run': procedure(
    unblinded,
    z.object({ first: comparisonSide, second: comparisonSide }),
    comparison,
  ),
};
