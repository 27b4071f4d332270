import { z } from 'zod';
import { vec3 } from '../geometry.ts';
import { readers } from '../people.ts';
import { procedure } from '../procedure.ts';
import { maskVersion, outlineSource } from './cases.ts';

/** Live measurements of a mask; lengths in mm, volumes in mm³. */
export const measures = z.object({
  voxels: z.number(),
  volumeMm3: z.number(),
  /** Longest diameter in one axial slice; null for an empty mask. */
  longAxis: z
    .object({ lengthMm: z.number(), slice: z.number(), fromIjk: vec3, toIjk: vec3 })
    .nullable(),
  /** Mask voxels in each slice k. */
  voxelsPerSlice: z.array(z.number()),
});
export type Measures = z.infer<typeof measures>;

/** One named entry of the undo history. */
export const step = z.object({
  /** 1-based number of the step in its draft. */
  number: z.number(),
  name: z.string(),
  /** Slices k it touched. */
  slices: z.array(z.number()),
  voxels: z.number(),
  at: z.string(),
});
export type Step = z.infer<typeof step>;

/** A person's unfinished correction of a case. Its mask's runs are at `/data/drafts/ID/mask`. */
export const draft = z.object({
  id: z.string(),
  caseId: z.string(),
  /** What it started from: a stored mask version, a proposal, or an empty mask. */
  base: z.enum(['empty', 'proposal', 'version']),
  /** The model whose outline it started from; null for any other start. */
  outlinedBy: outlineSource.nullable(),
  steps: z.array(step),
  /** Number of steps in effect; those after it can be redone. */
  cursor: z.number(),
  savedAt: z.string().nullable(),
  measures,
});
export type Draft = z.infer<typeof draft>;

export const confidence = z.object({
  /**
   * Estimated probability that the outline agrees with a reader (Dice at least 0.65); null where
   * nothing is known of it, as of a model that somebody brought.
   */
  value: z.number().min(0).max(1).nullable(),
  verdict: z.enum(['accept', 'check', 'not-sure']),
  /** Codes of what made it less sure, e.g. "outline-cut", "low-density", "large". */
  reasons: z.array(z.string()),
});

/** A candidate outline; its runs (see mask-runs.ts) are at `/data/proposals/ID/runs`. */
export const proposal = z.object({
  id: z.string(),
  caseId: z.string(),
  origin: z.enum(['automatic', 'click']),
  /** The model that outlined; null for the program's own method. */
  outlinedBy: outlineSource.nullable(),
  rank: z.number(),
  confidence,
  centreIjk: vec3,
  volumeMm3: z.number(),
  diameterMm: z.number(),
});
export type Proposal = z.infer<typeof proposal>;

const draftId = z.object({ draftId: z.string() });

/**
 * Edits go by fetch: POST `/data/drafts/ID/steps?after=CURSOR&name=NAME` with the runs of the
 * flipped voxels (little-endian Uint32 pairs) answers a `stepReply`; the same with
 * `&step=NUMBER` continues the last step, so that a long stroke is safe before it ends.
 * POST `/data/drafts/ID/operations` with an `operation` as JSON answers runs and changes nothing.
 */
export const stepReply = z.object({ step, cursor: z.number(), measures });
export type StepReply = z.infer<typeof stepReply>;

export const operation = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fill-between-slices') }),
  z.object({ kind: z.literal('keep-largest') }),
  z.object({ kind: z.literal('clear') }),
  z.object({ kind: z.literal('use-proposal'), proposalId: z.string() }),
  z.object({ kind: z.literal('use-version'), maskId: z.string() }),
]);
export type Operation = z.infer<typeof operation>;

export const annotation = {
  /** Opens or continues the signed-in person's draft; starts from the best proposal. */
  'annotation.open': procedure(readers, z.object({ caseId: z.string() }), draft),
  /** Undo and redo: moves the cursor to any step; journaled like an edit. */
  'annotation.move': procedure(
    readers,
    z.object({ draftId: z.string(), cursor: z.number().int().min(0) }),
    draft,
  ),
  /** Stores a version under the reader's name and closes the draft. */
  'annotation.finish': procedure(readers, draftId, maskVersion),
  /** A new draft that starts from the person's newest version. */
  'annotation.reopen': procedure(readers, z.object({ caseId: z.string() }), draft),
  'segment.auto': procedure(
    readers,
    z.object({
      caseId: z.string(),
      /** A model of the library, or null for the program's own method; else the chosen one. */
      segmenterId: z.string().nullable().optional(),
    }),
    z.object({ jobId: z.string() }),
  ),
  /** One click, or the points of one stroke, in voxel indices. The job's proposals have origin `click`. */
  'segment.click': procedure(
    readers,
    z.object({ caseId: z.string(), points: z.array(vec3).min(1).max(2000) }),
    z.object({ jobId: z.string() }),
  ),
  /** Ordered best first: the newest click's proposals, then the automatic ones. */
  'segment.proposals': procedure(readers, z.object({ caseId: z.string() }), z.array(proposal)),
};
