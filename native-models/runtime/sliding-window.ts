import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { windowWeights, type WindowPlan } from './window-plan.ts';

/** How windows are read, computed and used. */
export interface WindowWork {
  /** The padded image from one plane of the slowest axis on, as many planes as a window has. */
  readonly slab: (start: number) => Float32Array;
  /** Runs the model on [1, 1, patch] and gives [1, C, patch]. */
  readonly run: (window: Tensor) => Promise<Tensor>;
  /** Receives each plane of the padded image once, in order: [C, rows, columns]. */
  readonly plane: (at: number, mean: Tensor) => void;
  /** Called before every window; throws to stop. */
  readonly beforeWindow?: (done: number) => void;
}

/**
 * Runs a model over overlapping windows and averages what they give, by `windowWeights`.
 *
 * A plane leaves as soon as no further window reaches it, so that only as many planes are held as a
 * window has, however long the image is.
 *
 * @throws RangeError when the model's output has another size than its input.
 */
export async function slideWindows(plan: WindowPlan, work: WindowWork): Promise<void> {
  const { extent, patch, starts } = plan;
  const weights = windowWeights(patch).data;
  let sums: Sums | undefined;
  let done = 0;
  for (const [n, start] of starts[0].entries()) {
    const slab = work.slab(start);
    for (const row of starts[1]) {
      for (const column of starts[2]) {
        work.beforeWindow?.(done);
        const place: Place = { plan, row, column };
        const output = await work.run(windowOf(slab, place));
        sums ??= emptySums(plan, channelsOf(output, plan));
        addWindow(sums, { ...place, output, weights });
        done += 1;
      }
    }
    const next = starts[0][n + 1] ?? extent[0];
    if (sums)
      for (let p = start; p < next; p += 1) work.plane(p, meanOfPlane(sums, p - start, plan));
    if (sums) dropPlanes(sums, next - start);
  }
}

/** Sums over windows of the planes at work: values [planes, C, rows, columns], weights without C. */
interface Sums {
  readonly channels: number;
  readonly values: Float32Array;
  readonly weights: Float32Array;
  /** Elements of one plane and channel. */
  readonly area: number;
}

interface Place {
  readonly plan: WindowPlan;
  readonly row: number;
  readonly column: number;
}

function emptySums({ extent, patch }: WindowPlan, channels: number): Sums {
  const area = extent[1] * extent[2];
  return {
    channels,
    values: new Float32Array(patch[0] * channels * area),
    weights: new Float32Array(patch[0] * area),
    area,
  };
}

function channelsOf(
  { shape: [images, channels, ...extent] }: Tensor,
  { patch }: WindowPlan,
): number {
  if (images === 1 && extent.join() === patch.join()) return channels;
  throw new RangeError(`the model gives [${extent.join()}] for a window of [${patch.join()}]`);
}

function windowOf(slab: Float32Array, { plan: { extent, patch }, row, column }: Place): Tensor {
  const [planes, rows, columns] = patch;
  const data = new Float32Array(planes * rows * columns);
  for (let p = 0, at = 0; p < planes; p += 1) {
    for (let r = 0; r < rows; r += 1, at += columns) {
      const from = (p * extent[1] + row + r) * extent[2] + column;
      data.set(slab.subarray(from, from + columns), at);
    }
  }
  return tensor([1, 1, ...patch], data);
}

interface Window extends Place {
  readonly output: Tensor;
  readonly weights: Float32Array;
}

function addWindow(sums: Sums, { plan, row, column, output, weights }: Window): void {
  const [planes, rows, columns] = plan.patch;
  const size = weights.length;
  for (let p = 0, line = 0; p < planes; p += 1) {
    for (let r = 0; r < rows; r += 1, line += columns) {
      const inPlane = (row + r) * plan.extent[2] + column;
      for (let x = 0; x < columns; x += 1) {
        const weight = weights[line + x];
        sums.weights[p * sums.area + inPlane + x] += weight;
        for (let c = 0; c < sums.channels; c += 1) {
          const value = weight * output.data[c * size + line + x];
          sums.values[(p * sums.channels + c) * sums.area + inPlane + x] += value;
        }
      }
    }
  }
}

function meanOfPlane(
  { channels, values, weights, area }: Sums,
  p: number,
  plan: WindowPlan,
): Tensor {
  const plane = values.slice(p * channels * area, (p + 1) * channels * area);
  for (let at = 0; at < plane.length; at += 1) plane[at] /= weights[p * area + (at % area)];
  return tensor([channels, plan.extent[1], plan.extent[2]], plane);
}

/** Makes room at the end for as many planes as are finished at the beginning. */
function dropPlanes({ channels, values, weights, area }: Sums, count: number): void {
  values.copyWithin(0, count * channels * area);
  values.fill(0, Math.max(0, values.length - count * channels * area));
  weights.copyWithin(0, count * area);
  weights.fill(0, Math.max(0, weights.length - count * area));
}
