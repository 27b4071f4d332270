import { z } from 'zod';
import { keepers } from '../people.ts';
import { procedure } from '../procedure.ts';

/**
 * What IBSI offers to verify a program with: the digital phantom and the CT phantom of IBSI 1, the
 * response maps of phase 1 and the filtered CT phantom of phase 2 of IBSI 2.
 */
export const ibsiPart = z.enum(['ibsi1-digital', 'ibsi1-ct', 'ibsi2-maps', 'ibsi2-values']);
export type IbsiPart = z.infer<typeof ibsiPart>;

/** One reference value and what became of it. */
export const checkedValue = z.object({
  part: ibsiPart,
  /** `dig_phantom`, the letter of a CT configuration, or IBSI 2's number of a filter or map. */
  configuration: z.string(),
  family: z.string(),
  feature: z.string(),
  /** Permanent identifier of the feature or, for a response map, of the filter; may be empty. */
  ibsi: z.string(),
  aggregation: z.string(),
  /** Our column without its image; null where no column holds the value. */
  column: z.string().nullable(),
  /** For a response map the largest deviation of a voxel; null where it is not implemented. */
  value: z.number().nullable(),
  /** Null for the maps of filters that are not implemented. */
  reference: z.number().nullable(),
  tolerance: z.number().nullable(),
  outcome: z.enum(['passed', 'failed', 'not implemented']),
  /** Of a response map that was compared: its voxels, and those within the tolerance. */
  voxels: z.object({ compared: z.number(), inside: z.number() }).nullable(),
});
export type CheckedValue = z.infer<typeof checkedValue>;

/** A part that was left out, and the path in the reference folder that is not there. */
export const absentPart = z.object({
  part: ibsiPart,
  /** Null where no folder was given at all. */
  missing: z.string().nullable(),
});

/** What the program computes for IBSI's phantoms, beside what it should. */
export const ibsiCertificate = z.object({
  codeVersion: z.string(),
  computedAt: z.string(),
  /** SHA-256 of the settings below. */
  settingsHash: z.string(),
  settings: z.unknown(),
  absent: z.array(absentPart),
  values: z.array(checkedValue),
});
export type IbsiCertificate = z.infer<typeof ibsiCertificate>;

/** How many reference values of one family and configuration are met. */
export const ibsiCount = z.object({
  part: ibsiPart,
  configuration: z.string(),
  family: z.string(),
  claimed: z.number(),
  passed: z.number(),
  failed: z.number(),
  notImplemented: z.number(),
});
export type IbsiCount = z.infer<typeof ibsiCount>;

/** Verification of the installed program. It computes phantoms, never a patient, so all may see it. */
export const verification = {
  /** Ends with a new certificate in place of the last one. */
  'ibsi.verify': procedure('signed-in', z.object({}), z.object({ jobId: z.string() })),
  /** The last certificate; null until one was made. */
  'ibsi.certificate': procedure(
    'signed-in',
    z.object({}),
    z.object({ certificate: ibsiCertificate, counts: z.array(ibsiCount) }).nullable(),
  ),
  /** Where the reference data are looked for that are too large for the program. */
  'ibsi.reference': procedure(
    'signed-in',
    z.object({}),
    z.object({
      folder: z.string().nullable(),
      /** `started`: named to the program when it was started, by NODEWISE_SHARED. */
      from: z.enum(['library', 'started', 'none']),
    }),
  ),
  /** A folder with `data/ibsi`; null returns to the one named at the start. */
  'ibsi.setReference': procedure(
    keepers,
    z.object({ folder: z.string().trim().min(1).nullable() }),
    z.object({}),
  ),
};
