import { z } from 'zod';

/** Everything odd that an import can find in a series, and what a person can note on a case. */
export const flagCode = z.enum([
  'missing-slices',
  'duplicate-instances',
  'conflicting-instances',
  'duplicate-positions',
  'unequal-spacing',
  'overlapping-slices',
  'gaps-between-slices',
  'gantry-tilt',
  'oblique',
  'not-axial',
  'mixed-sizes',
  'mixed-orientations',
  'thick-slices',
  'unknown-thickness',
  'few-slices',
  'contrast-given',
  'contrast-unknown',
  'lossy-compression',
  'compressed',
  'mixed-rescale',
  'no-rescale',
  'not-hounsfield',
  'missing-identifiers',
  'pixel-padding',
  'no-clinical-record',
  'note',
]);
export type FlagCode = z.infer<typeof flagCode>;

export const flag = z.object({
  code: flagCode,
  /** `bad`: outside the study protocol or unsafe to measure; `warn`: look; `info`: noted. */
  severity: z.enum(['info', 'warn', 'bad']),
  /** 1-based slice numbers in the assembled order, where the flag is about slices. */
  slices: z.array(z.number()).optional(),
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
});
export type Flag = z.infer<typeof flag>;

/** Why a file or a series was not imported. */
export const refusalCode = z.enum([
  'not-dicom',
  'truncated',
  'damaged',
  'no-pixel-data',
  'not-ct',
  'localizer',
  'no-geometry',
  'not-grayscale',
  'unsupported-compression',
  'too-few-slices',
  'mixed-sizes',
  'duplicate',
  'already-in-library',
  'unreadable',
]);
export type RefusalCode = z.infer<typeof refusalCode>;
