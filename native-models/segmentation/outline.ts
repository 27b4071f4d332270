import { resample } from '../image/resample.ts';
import {
  indexToPatient,
  patientToIndex,
  type Geometry,
  type Vec3,
  type Volume,
} from '../image/volume.ts';
import { assess, type Assessment } from './confidence.ts';
import { rankedHypotheses } from './hypotheses.ts';
import type { Hypothesis } from './hypothesis.ts';
import { clickParameters, type HypothesisSearch } from './parameters.ts';
import type { Proposal } from './proposal.ts';
import { toNativeMask, regionOfInterest } from './region-of-interest.ts';
import { prepareScene, type Scene } from './scene.ts';
import { equivalentRadius } from './traits.ts';
import { vote, type Vote } from './vote.ts';

/** Where and how finely to look for one lesion. */
export interface OutlineRequest {
  /** LPS position of the seed in mm. */
  readonly seedMm: Vec3;
  /** Further places that should be inside, LPS in mm. */
  readonly strokeMm: readonly Vec3[];
  /** Edge of a voxel of the region of interest; all lengths of the method scale with it. */
  readonly voxelMm: number;
  readonly search: HypothesisSearch;
}

/** The reading of one place: all hypotheses and their common outline. */
export interface Outline {
  readonly roi: Geometry;
  readonly scene: Scene;
  /** Best first. */
  readonly ranked: readonly Hypothesis[];
  readonly vote: Vote;
  readonly assessment: Assessment;
}

/** Reads one place of a CT; `undefined` when nothing there can be a lesion. */
export function outlineAt(volume: Volume, request: OutlineRequest): Outline | undefined {
  const { seedMm, strokeMm, voxelMm, search } = request;
  const roi = regionOfInterest(volume.geometry, seedMm, { size: clickParameters.roiSize, voxelMm });
  const { data } = resample(volume, roi, { interpolation: 'linear' });
  const scene = prepareScene(data, roi.dimensions, wholeVoxel(roi, seedMm));
  const stroke = strokeMm.map((point) => wholeVoxel(roi, point));
  const ranked = preferStroke(rankedHypotheses(scene, search), stroke);
  if (ranked.length === 0) return undefined;
  const common = vote(ranked, roi.dimensions);
  return { roi, scene, ranked, vote: common, assessment: judge(common, scene, voxelMm) };
}

/** A soft outline on the native grid with its measures; `undefined` when no voxel is inside. */
export function proposalFrom(
  soft: Float32Array,
  roi: Geometry,
  native: Geometry,
  assessment: Assessment,
): Proposal | undefined {
  const mask = toNativeMask({ geometry: roi, data: soft }, native);
  if (mask === undefined) return undefined;
  const sum = [0, 0, 0];
  let voxels = 0;
  const [nx, ny, nz] = mask.dimensions;
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, at++) {
        if (mask.data[at] === 0) continue;
        voxels++;
        sum[0] += i;
        sum[1] += j;
        sum[2] += k;
      }
    }
  }
  const [i, j, k] = mask.offset.map((o, axis) => o + sum[axis] / voxels);
  const volumeMm3 = voxels * native.spacingMm.reduce((product, mm) => product * mm, 1);
  const diameterMm = 2 * equivalentRadius(volumeMm3);
  return {
    mask,
    centreMm: indexToPatient(native, [i, j, k]),
    volumeMm3,
    diameterMm,
    ...assessment,
  };
}

function judge({ soft, predictedDice, agreement, leader }: Vote, scene: Scene, voxelMm: number) {
  const [i, j, k] = scene.seed;
  const [nx, ny] = scene.grid.dimensions;
  const voxels = soft.reduce((count, share) => count + +(share > 0.5), 0);
  return assess({
    predictedDice,
    agreement,
    cut: leader.traits.cut,
    border: leader.traits.border,
    coreHu: scene.coreHu,
    diameterMm: 2 * equivalentRadius(voxels) * voxelMm,
    seedInside: soft[i + nx * (j + ny * k)] > 0.5,
  });
}

/** Lowers hypotheses that leave out a part of the stroke, and sorts them anew. */
function preferStroke(ranked: Hypothesis[], stroke: readonly Vec3[]): Hypothesis[] {
  if (stroke.length === 0) return ranked;
  const priced = ranked.map((h) => {
    const inside = stroke.filter((point) => holds(h, point)).length;
    const price = clickParameters.strokePrice * (1 - inside / stroke.length);
    return { ...h, predictedDice: Math.max(0, h.predictedDice - price) };
  });
  return priced.sort((a, b) => b.predictedDice - a.predictedDice);
}

function holds({ box, data }: Hypothesis, point: Vec3): boolean {
  const [i, j, k] = point.map((index, axis) => index - box.offset[axis]);
  const [nx, ny, nz] = box.dimensions;
  const inBox = i >= 0 && j >= 0 && k >= 0 && i < nx && j < ny && k < nz;
  return inBox && data[i + nx * (j + ny * k)] === 1;
}

function wholeVoxel(roi: Geometry, point: Vec3): Vec3 {
  const [i, j, k] = patientToIndex(roi, point).map((index, axis) =>
    Math.min(roi.dimensions[axis] - 1, Math.max(0, Math.round(index))),
  );
  return [i, j, k];
}
