import { indexToPatient, type Vec3, type Volume } from '../image/volume.ts';
import type { Assessment, Reason } from './confidence.ts';
import { outlineAt, proposalFrom, type Outline } from './outline.ts';
import { clickParameters, fullSearch } from './parameters.ts';
import type { OnProgress, Proposal } from './proposal.ts';
import { asRegion, diceOfRegions } from './region.ts';
import { orderedViews, type View } from './views.ts';
import { diceOfOutlines, softOutline } from './vote.ts';

/**
 * Outlines the lesion at a click or under a stroke.
 *
 * @param volume HU on any grid with orthogonal axes.
 * @param points Voxel indices of the click, or of the stroke's points; at least one.
 * @returns Distinct proposals, the best first: one alone when the method is sure enough, up to
 *   three when its verdict is `not-sure`, none when nothing there can be a lesion.
 * @throws RangeError when there is no point, or one outside the volume.
 */
export function segmentClick(
  volume: Volume,
  points: readonly Vec3[],
  onProgress?: OnProgress,
): Proposal[] {
  const { geometry } = volume;
  checkPoints(points, geometry.dimensions);
  const strokeMm = points.map((point) => indexToPatient(geometry, point));
  const seedMm = middlePoint(strokeMm);
  const outlines: Outline[] = [];
  const { scales } = clickParameters.masses;
  for (const [n, voxelMm] of scales.entries()) {
    onProgress?.(n / scales.length, 'outlines');
    const found = outlineAt(volume, { seedMm, strokeMm, voxelMm, search: fullSearch });
    if (found === undefined) continue;
    outlines.push(found);
    if (!found.assessment.reasons.some((reason) => widening.includes(reason))) break;
  }
  const proposals = distinctProposals(orderedViews(outlines, volume), volume);
  onProgress?.(1, 'done');
  return proposals;
}

/** What a wider view might cure. */
const widening: readonly Reason[] = ['large', 'cropped', 'no-visible-edge'];

/** The common outlines, then other readings while the method is not sure. */
function distinctProposals(views: readonly View[], { geometry }: Volume): Proposal[] {
  const { count, dice } = clickParameters.alternatives;
  const proposals: Proposal[] = [];
  for (const { proposal } of views) {
    if (isNew(proposal, proposals, dice)) proposals.push(proposal);
  }
  if (!proposals.some(({ verdict }) => verdict === 'not-sure')) return proposals;

  for (const { roi, ranked, vote, assessment } of views.map(({ outline }) => outline)) {
    for (const hypothesis of ranked) {
      if (proposals.length >= count) return proposals;
      const soft = softOutline(hypothesis, roi.dimensions);
      // Cheap on the coarse common grid; only what differs there is carried to the native one.
      if (diceOfOutlines(soft, vote.soft) > dice) continue;
      const doubt: Assessment = {
        confidence: Math.min(assessment.confidence, hypothesis.predictedDice),
        verdict: 'not-sure',
        reasons: ['alternative'],
      };
      const proposal = proposalFrom(soft, roi, geometry, doubt);
      if (proposal !== undefined && isNew(proposal, proposals, dice)) proposals.push(proposal);
    }
  }
  return proposals;
}

function isNew({ mask }: Proposal, others: readonly Proposal[], dice: number): boolean {
  return others.every((other) => diceOfRegions(asRegion(mask), asRegion(other.mask)) <= dice);
}

/** The point nearest to the centroid: a stroke's own middle, which may lie beside it. */
function middlePoint(points: readonly Vec3[]): Vec3 {
  const centroid = [0, 1, 2].map(
    (axis) => points.reduce((sum, point) => sum + point[axis], 0) / points.length,
  );
  const distance = (point: Vec3) => Math.hypot(...point.map((x, axis) => x - centroid[axis]));
  return points.reduce((best, point) => (distance(point) < distance(best) ? point : best));
}

function checkPoints(points: readonly Vec3[], dimensions: Vec3): void {
  if (points.length === 0) throw new RangeError('a click or a stroke has at least one point');
  for (const point of points) {
    const inside = point.every((x, axis) => x >= -0.5 && x <= dimensions[axis] - 0.5);
    if (!inside) throw new RangeError(`point ${point.join(', ')} lies outside the volume`);
  }
}
