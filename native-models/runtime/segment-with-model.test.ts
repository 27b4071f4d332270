import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { concat } from '../graph/ops/concat.ts';
import { multiply } from '../graph/ops/multiply.ts';
import { subtract } from '../graph/ops/subtract.ts';
import {
  indexToPatient,
  voxelCount,
  type Geometry,
  type Mask,
  type Vec3,
  type Volume,
} from '../image/volume.ts';
import { segmentWithModel, type SegmentOptions } from './segment-with-model.ts';
import { parseSegmentationCard } from './segmentation-card.ts';
import { createSession } from './session.ts';
import type { Three } from './window-plan.ts';

const patch: Three = [16, 12, 14];

/** The card of a model that finds what is denser than 40 HU. */
const card = {
  format: 1,
  name: 'Denser than 40 HU',
  axes: 'RAS',
  spacingMm: [1.5, 1.5, 1.5],
  hu: [-160, 240],
  patch,
  overlap: 0.5,
  rule: { kind: 'threshold', channel: 0, threshold: 0.5, of: 'logits' },
};

const geometry: Geometry = {
  dimensions: [48, 40, 30],
  spacingMm: [0.9, 1.1, 2],
  originMm: [20, -30, 100],
  direction: [-1, 0, 0, 0, 1, 0, 0, 0, -1],
};
const middle = indexToPatient(geometry, [26, 18, 13]);
const other = indexToPatient(geometry, [6, 34, 24]);

test('finds what the model was made to find, back on the CT’s own grid', async () => {
  const volume = balls();
  const mask = await segmented(volume, card, logitModel());
  expect(mask.geometry).toEqual(geometry);
  expect(dice(mask, ball(middle, 9))).toBeGreaterThan(0.93);
});

test('on a grid that is the model’s own it is the threshold itself', async () => {
  const volume = balls();
  // Index axes of this CT run to the left, to the back and to the feet, the slowest last.
  const own = { ...card, axes: 'IPR', spacingMm: [2, 1.1, 0.9], largestOnly: false };
  const mask = await segmented(volume, own, logitModel());
  const denser = Uint8Array.from(volume.data, (hu) => Number(hu >= 40));
  expect(mask.data).toEqual(denser);
});

test('the largest piece alone, or all of them', async () => {
  const volume = balls();
  const both = await segmented(volume, { ...card, largestOnly: false }, logitModel());
  const largest = await segmented(volume, card, logitModel());
  const small = ball(other, 4);
  expect(overlap(both, small)).toBeGreaterThan(0);
  expect(overlap(largest, small)).toBe(0);
});

test('a model of one channel a label decides by the highest', async () => {
  const labels = { ...card, rule: { kind: 'argmax', label: 1 } };
  const byLabel = await segmented(balls(), labels, labelModel());
  const byThreshold = await segmented(balls(), card, logitModel());
  expect(dice(byLabel, byThreshold)).toBe(1);
});

test('nothing found is an empty mask', async () => {
  const air = { geometry, data: new Int16Array(voxelCount(geometry)).fill(-1000) };
  const { data } = await segmented(air, card, logitModel());
  expect(data.some((value) => value > 0)).toBe(false);
});

test('a card that does not fit the model is refused in a sentence', async () => {
  const wide = { ...card, patch: [16, 16, 16] };
  await expect(segmented(balls(), wide, logitModel())).rejects.toThrow(
    'x is float32 [1,1,16,12,14], needed is float32 [1,1,16,16,16]',
  );
  const channel = { ...card, rule: { kind: 'argmax', label: 2 } };
  await expect(segmented(balls(), channel, labelModel())).rejects.toThrow('no channel 2');
  await expect(segmented(balls(), { ...card, input: 'image' }, logitModel())).rejects.toThrow(
    'the model has no input image',
  );
});

test.each([
  ['axes', 'RAL'],
  ['axes', 'RA'],
  ['spacingMm', [1, 0, 1]],
  ['hu', [300, -300]],
  ['patch', [16, 16]],
  ['patch', [16.5, 16, 16]],
  ['overlap', 1],
  ['threshold', 1],
  ['kind', 'magic'],
])('a card whose %s is %j is refused', (key, value) => {
  const spoilt =
    key in card ? { ...card, [key]: value } : { ...card, rule: { ...card.rule, [key]: value } };
  expect(() => parseSegmentationCard(JSON.stringify(spoilt))).toThrow(key);
});

test('stops before the next window when it is cancelled', async () => {
  const shares: number[] = [];
  const cancel = new AbortController();
  const onProgress = (share: number): void => {
    shares.push(share);
    if (shares.length === 3) cancel.abort();
  };
  const options = { signal: cancel.signal, onProgress };
  await expect(segmented(balls(), card, logitModel(), options)).rejects.toThrow(/abort/);
  expect(shares).toHaveLength(3);
  expect(shares[0]).toBe(0);
});

test('memory is that of a few planes, however long the scan', async () => {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  // Buffers are given back beside the program; the next collection waits for them.
  const held = (): number => {
    gc();
    gc();
    return process.memoryUsage().arrayBuffers;
  };
  const long: Geometry = { ...geometry, dimensions: [64, 64, 1024], spacingMm: [1, 1, 1] };
  const volume = { geometry: long, data: new Int16Array(voxelCount(long)).fill(-1000) };
  const before = held();
  let [peak, windows] = [0, 0];
  const onProgress = (): void => {
    windows += 1;
    // Collecting takes longer than a window.
    if (windows % 20 > 0) return;
    peak = Math.max(peak, held() - before);
  };
  const cubes = { ...card, axes: 'SAR', spacingMm: [1, 1, 1], patch: [32, 32, 32], overlap: 0.25 };
  await segmented(volume, cubes, logitModel([32, 32, 32]), { onProgress });
  // One channel of sums and one of weights for the whole scan would be 34 MB, the image as
  // numbers 17 MB; the decision is 4 MB.
  expect(peak).toBeLessThan(20e6);
  expect(peak).toBeGreaterThan(4e6);
});

async function segmented(
  volume: Volume,
  of: object,
  model: Uint8Array,
  options?: SegmentOptions,
): Promise<Mask> {
  const session = await createSession(model, { threads: 1 });
  try {
    return await segmentWithModel(
      volume,
      parseSegmentationCard(JSON.stringify(of)),
      session,
      options,
    );
  } finally {
    await session.dispose();
  }
}

/** Log-odds (x - ½) · 20: 40 HU is the middle of the window. */
function logitModel(size: Three = patch): Uint8Array {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, ...size]);
  const distance = graph.apply(subtract, [x, graph.constant([], 0.5)], {});
  return encodeModel(
    graph.finish({ y: graph.apply(multiply, [distance, graph.constant([], 20)], {}) }),
  );
}

/** Channels ½ and x. */
function labelModel(): Uint8Array {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, ...patch]);
  const background = graph.constant(x.shape, 0.5);
  return encodeModel(graph.finish({ y: graph.apply(concat, [background, x], { axis: 1 }) }));
}

/** Two balls of 9 and 4 mm at 180 HU in -100 HU. */
function balls(): Volume {
  const [large, small] = [ball(middle, 9).data, ball(other, 4).data];
  return { geometry, data: Int16Array.from(large, (v, at) => (v + small[at] > 0 ? 180 : -100)) };
}

function ball(centre: Vec3, radiusMm: number): Mask {
  const [nx, ny] = geometry.dimensions;
  const data = Uint8Array.from({ length: voxelCount(geometry) }, (_, at) => {
    const index: Vec3 = [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
    const point = indexToPatient(geometry, index);
    return Number(Math.hypot(...point.map((v, axis) => v - centre[axis])) <= radiusMm);
  });
  return { geometry, data };
}

function overlap(a: Mask, b: Mask): number {
  return a.data.reduce((sum, value, at) => sum + value * b.data[at], 0);
}

function dice(a: Mask, b: Mask): number {
  return (2 * overlap(a, b)) / (overlap(a, a) + overlap(b, b));
}
