import { cropGeometry, cropVoxels } from '../image/crop.ts';
import { boundingBox, expandBox } from '../image/grid.ts';
import { close } from '../image/morphology.ts';
import { valuesInside } from '../image/select.ts';
import { shrinkIsotropic } from '../image/shrink.ts';
import { indexToPatient, type Vec3, type Volume } from '../image/volume.ts';
import { automaticParameters } from './automatic-parameters.ts';
import { findBlobs } from './blobs.ts';
import type { Assessment } from './confidence.ts';
import { lungAir } from './lungs.ts';
import { outlineAt, proposalFrom, type Outline } from './outline.ts';
import { clickParameters, fullSearch, quickSearch } from './parameters.ts';
import type { OnProgress, Proposal } from './proposal.ts';
import { asRegion, diceOfRegions } from './region.ts';

/**
 * Finds and outlines what looks most like a tumour, without a click.
 *
 * @param volume HU on any grid with orthogonal axes.
 * @returns Up to five distinct proposals, the best first; none when no lung is found. Only the
 *   first can have a verdict better than `not-sure`, and only when it stands out.
 */
export function segmentAutomatically(volume: Volume, onProgress?: OnProgress): Proposal[] {
  onProgress?.(0, 'resampling');
  const small = shrinkIsotropic(volume, automaticParameters.voxelMm);
  onProgress?.(0.15, 'lungs');
  const places = candidatePlaces(small, () => onProgress?.(0.3, 'candidates'));
  const scored: ScoredOutline[] = [];
  for (const [n, { seedMm, score }] of places.entries()) {
    onProgress?.(0.5 + (0.4 * n) / places.length, 'outlines');
    const outline = outlineAt(volume, { seedMm, strokeMm: [], voxelMm: 1, search: quickSearch });
    if (outline !== undefined) scored.push({ seedMm, outline, score: score * quality(outline) });
  }
  scored.sort((a, b) => b.score - a.score);
  onProgress?.(0.9, 'outlines');
  const proposals = distinctProposals(scored, volume);
  onProgress?.(1, 'done');
  return proposals;
}

interface Place {
  readonly seedMm: Vec3;
  readonly score: number;
}

interface ScoredOutline extends Place {
  readonly outline: Outline;
}

/** The best blobs inside the closed lungs. */
function candidatePlaces({ geometry, data }: Volume<Float32Array>, onLungs: () => void): Place[] {
  const { hullMm, brightestHu, voxelMm } = automaticParameters;
  const air = lungAir({ geometry, data });
  const tight = boundingBox(air, geometry.dimensions);
  if (tight === undefined) return [];
  onLungs();
  const room = Math.ceil(hullMm / voxelMm);
  const box = expandBox(tight, [room, room, room], geometry.dimensions);
  const grid = cropGeometry(geometry, box);
  const lungs = cropVoxels(air, geometry.dimensions, box);
  const hu = cropVoxels(data, geometry.dimensions, box);
  const hull = close(lungs, grid, hullMm);
  const parenchymaHu = medianInside(hu, lungs);
  // Outside the hull everything is levelled to lung, which turns pleural bulges into blobs.
  const levelled = hu.map((value, at) =>
    hull[at] === 0 ? parenchymaHu : Math.min(brightestHu, Math.max(parenchymaHu, value)),
  );
  return findBlobs(levelled, hull, grid).map(({ index, score }) => ({
    seedMm: indexToPatient(grid, index),
    score,
  }));
}

function medianInside(hu: Float32Array, inside: Uint8Array): number {
  const { lowestHu, highestHu } = clickParameters.parenchyma;
  const values = valuesInside(hu, inside).sort();
  return Math.min(highestHu, Math.max(lowestHu, values[values.length >> 1]));
}

/** How much of a blob's score its outline deserves: pockets at the hilum have no edge of their own. */
function quality({ vote }: Outline): number {
  return vote.predictedDice * vote.agreement * (1 - vote.leader.traits.cut) ** 2;
}

function distinctProposals(scored: readonly ScoredOutline[], volume: Volume): Proposal[] {
  const { returned, sameDice, lead } = automaticParameters;
  const proposals: Proposal[] = [];
  const scores: number[] = [];
  for (const [n, { seedMm, outline, score }] of scored.entries()) {
    if (proposals.length === returned) break;
    // The first becomes the draft, so it gets the full search; the others wait to be chosen.
    const thorough = { seedMm, strokeMm: [], voxelMm: 1, search: fullSearch };
    const best = n === 0 ? (outlineAt(volume, thorough) ?? outline) : outline;
    const proposal = proposalFrom(best.vote.soft, best.roi, volume.geometry, best.assessment);
    if (proposal === undefined) continue;
    const known = proposals.some(
      (other) => diceOfRegions(asRegion(proposal.mask), asRegion(other.mask)) > sameDice,
    );
    if (known) continue;
    proposals.push(proposal);
    scores.push(score);
  }
  const standsOut = scores.length === 1 || scores[0] >= lead * scores[1];
  return proposals.map((proposal, n) =>
    n === 0 && standsOut ? proposal : { ...proposal, ...doubted(proposal) },
  );
}

/** A candidate among several like it: however good its outline, it may not be the tumour. */
function doubted({ confidence, reasons }: Assessment): Assessment {
  return { confidence, verdict: 'not-sure', reasons: ['rival', ...reasons] };
}
