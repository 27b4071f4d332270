import type { Volume } from '../image/volume.ts';
import { agreementChance } from './confidence.ts';
import { proposalFrom, type Outline } from './outline.ts';
import { clickParameters } from './parameters.ts';
import type { Proposal } from './proposal.ts';
import { asRegion, withBox } from './region.ts';

/** One place read in one width of view. */
export interface View {
  readonly outline: Outline;
  readonly proposal: Proposal;
}

/**
 * The outlines of one place, the one to show first in front, then from narrow to wide.
 *
 * The narrowest view resolves best and leads, unless its outline is a piece of what a wider one
 * shows: a click into a large mass finds a ball with mass all around it.
 *
 * @param outlines From narrow to wide.
 */
export function orderedViews(outlines: readonly Outline[], { geometry }: Volume): View[] {
  const views = doubted(outlines).flatMap((outline): View[] => {
    const proposal = proposalFrom(outline.vote.soft, outline.roi, geometry, outline.assessment);
    return proposal === undefined ? [] : [{ outline, proposal }];
  });
  const [narrowest] = views;
  const wholes = views.slice(1).filter((wide) => isPieceOf(narrowest, wide));
  // The least of its boundary cut by us: a piece of a mass is mostly cut out of it.
  const lead = wholes.toSorted((a, b) => cutOf(a) - cutOf(b)).at(0);
  return lead === undefined ? views : [lead, ...views.filter((view) => view !== lead)];
}

/** Several views mean that the first did not do: then none of them can be trusted. */
function doubted(outlines: readonly Outline[]): readonly Outline[] {
  if (outlines.length < 2) return outlines;
  const doubt = outlines[0].assessment.reasons;
  return outlines.map((outline) => {
    const { confidence, reasons } = outline.assessment;
    return {
      ...outline,
      assessment: {
        confidence: Math.min(confidence, clickParameters.masses.confidence),
        verdict: 'not-sure',
        reasons: reasons.length > 0 ? reasons : doubt,
      },
    };
  });
}

/** Whether the wide outline holds the narrow one and ends much more where the image has an edge. */
function isPieceOf(narrow: View, wide: View): boolean {
  const { clearerBy, heldShare } = clickParameters.masses;
  if (isCropped(wide) || chance(wide) <= chance(narrow)) return false;
  const clearer = cutOf(wide) <= cutOf(narrow) - clearerBy;
  return (clearer || isCropped(narrow)) && shareHeld(narrow, wide) >= heldShare;
}

/** Share of the narrow outline that lies in the wide one. */
function shareHeld(narrow: View, wide: View): number {
  const { mask } = narrow.proposal;
  const common = withBox(asRegion(wide.proposal.mask), mask).data;
  const voxels = mask.data.reduce((sum, x) => sum + x, 0);
  return mask.data.reduce((sum, x, at) => sum + (x & common[at]), 0) / voxels;
}

function isCropped({ outline }: View): boolean {
  return outline.assessment.reasons.includes('cropped');
}

function cutOf({ outline }: View): number {
  return outline.vote.leader.traits.cut;
}

function chance({ outline }: View): number {
  return agreementChance(outline.vote);
}
