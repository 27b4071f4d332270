import { keepLargest } from '../image/connected-components.ts';
import { cropGeometry, cropVoxels } from '../image/crop.ts';
import { boundingBox, expandBox } from '../image/grid.ts';
import { windowGeometry } from '../image/preprocess/grid-window.ts';
import { reorientGeometry, type AxisCodes } from '../image/reorient.ts';
import { resample, respacedGeometry } from '../image/resample.ts';
import { voxelCount, type Geometry, type Mask, type Volume } from '../image/volume.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import type { SegmentationCard, SegmentationRule } from './segmentation-card.ts';
import { segmentationPorts, windowRunner } from './segmentation-ports.ts';
import type { LoadedSession } from './session.ts';
import { slideWindows } from './sliding-window.ts';
import { windowCount, windowPlan, type Three } from './window-plan.ts';

export interface SegmentOptions {
  /** Stops before the next window. */
  readonly signal?: AbortSignal;
  /** Share of the windows that are done, 0 to 1, and how many there are. */
  readonly onProgress?: (share: number, windows: number) => void;
}

/**
 * Segments a CT with a model that somebody brought: resampled to the model's spacing and axes, HU
 * scaled, windows averaged, decided voxel by voxel, and brought back to the CT's own grid by linear
 * interpolation of the region at one half.
 *
 * Beside the CT, memory holds one byte a voxel of the model's grid and as many planes of numbers as
 * a window has.
 *
 * @param volume CT in HU as it was scanned, any orientation and spacing.
 * @throws RangeError when card and model do not fit together; the signal's reason when it aborts.
 */
export async function segmentWithModel(
  volume: Volume,
  card: SegmentationCard,
  session: LoadedSession,
  { signal, onProgress }: SegmentOptions = {},
): Promise<Mask> {
  const run = windowRunner(session, segmentationPorts(card, session));
  // A volume's first index runs fastest and a tensor's last one: the grid has the axes backwards, so
  // that its voxels lie in memory as the tensor's do.
  const axes: AxisCodes = reversed(card.axes);
  const grid = respacedGeometry(reorientGeometry(volume.geometry, axes), reversed(card.spacingMm));
  const plan = windowPlan(reversed(grid.dimensions), card.patch, card.overlap);
  const total = windowCount(plan);
  const decide = deciderOf(card.rule);
  const inside = new Uint8Array(voxelCount(grid));

  await slideWindows(plan, {
    slab: (start) => {
      const size: Three = [plan.patch[0], plan.extent[1], plan.extent[2]];
      const first: Three = [start - plan.before[0], -plan.before[1], -plan.before[2]];
      const window = windowGeometry(grid, { start: reversed(first), size: reversed(size) });
      const { data } = resample(volume, window, { interpolation: 'linear', outside: card.hu[0] });
      return scaled(data, card);
    },
    run,
    plane: (at, mean) => markPlane(inside, at, { mean, grid, before: plan.before, decide }),
    beforeWindow: (done) => {
      signal?.throwIfAborted();
      onProgress?.(done / total, total);
    },
  });
  onProgress?.(1, total);
  const region = regionOf({ geometry: grid, data: inside });
  return onGridOf(card.largestOnly ? keepLargest(region) : region, volume.geometry);
}

/** Whether a position of averaged outputs, [C] with a stride, is inside. */
type Decide = (mean: Float32Array, at: number, stride: number) => boolean;

function deciderOf(rule: SegmentationRule): Decide {
  if (rule.kind === 'argmax')
    return (mean, at, stride) => isHighest(mean, rule.label, { at, stride });
  const { channel, threshold, of } = rule;
  const limit = of === 'logits' ? Math.log(threshold / (1 - threshold)) : threshold;
  return (mean, at, stride) => mean[at + channel * stride] >= limit;
}

/** Of equal channels the first is the highest, as in every library's argmax. */
function isHighest(
  mean: Float32Array,
  label: number,
  { at, stride }: { readonly at: number; readonly stride: number },
): boolean {
  const own = at + label * stride;
  for (let other = at; other < mean.length; other += stride) {
    if (other < own ? mean[other] >= mean[own] : mean[other] > mean[own]) return false;
  }
  return true;
}

interface Plane {
  readonly mean: Tensor;
  readonly grid: Geometry;
  readonly before: Three;
  readonly decide: Decide;
}

/** Decides one plane of the padded image; its margin belongs to no voxel. */
function markPlane(inside: Uint8Array, at: number, { mean, grid, before, decide }: Plane): void {
  const [columns, rows, planes] = grid.dimensions;
  const plane = at - before[0];
  if (plane < 0 || plane >= planes) return;
  const [, paddedRows, paddedColumns] = mean.shape;
  const stride = paddedRows * paddedColumns;
  for (let r = 0; r < rows; r += 1) {
    const from = (r + before[1]) * paddedColumns + before[2];
    const to = (plane * rows + r) * columns;
    for (let c = 0; c < columns; c += 1) {
      if (decide(mean.data, from + c, stride)) inside[to + c] = 1;
    }
  }
}

/** The box around what is inside, with one voxel of outside that interpolation falls off to. */
function regionOf({ geometry, data }: Mask): Mask {
  const { dimensions } = geometry;
  const found = boundingBox(data, dimensions) ?? { offset: [0, 0, 0], dimensions: [1, 1, 1] };
  const box = expandBox(found, [1, 1, 1], dimensions);
  return { geometry: cropGeometry(geometry, box), data: cropVoxels(data, dimensions, box) };
}

/** A region on another grid: where interpolation between inside, 1, and outside, 0, gives a half. */
function onGridOf(region: Mask, target: Geometry): Mask {
  const data = new Uint8Array(voxelCount(target));
  const [nx, ny, nz] = target.dimensions;
  for (let k = 0; k < nz; k += 1) {
    // Slice by slice, because a whole scan as float32 would be the largest array of all.
    const slice = windowGeometry(target, { start: [0, 0, k], size: [nx, ny, 1] });
    const { data: share } = resample(region, slice, { interpolation: 'linear' });
    for (let at = 0; at < share.length; at += 1) if (share[at] >= 0.5) data[k * nx * ny + at] = 1;
  }
  return { geometry: target, data };
}

function scaled(data: Float32Array, { hu: [low, high], to: [from, until] }: SegmentationCard) {
  const slope = (until - from) / (high - low);
  for (let at = 0; at < data.length; at += 1) {
    data[at] = from + slope * (Math.min(Math.max(data[at], low), high) - low);
  }
  return data;
}

function reversed<T>([a, b, c]: readonly [T, T, T]): readonly [T, T, T] {
  return [c, b, a];
}
