import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { required } from '../testing/network-reference.ts';
import { densenetSize, resnetSize } from '../testing/network-size.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { openCourse, type Course } from '../testing/training-course.ts';
import { readTrace } from '../testing/training-trace.ts';
import { distance, norm } from '../testing/vectors.ts';
import densenet from './fixtures/densenet-exact.json' with { type: 'json' };
import resnet50 from './fixtures/resnet50-gradients.json' with { type: 'json' };

/*
 * Two of the traces that training-trace.test.ts compares are themselves off by their rounding, so that
 * they are held here against PyTorch 2.13 in float64, by the scripts beside the fixtures. Other traces
 * under the same names are not those that the fixtures are of.
 */
const densenetFile = traceOf('train-densenet', densenet.trace);
const resnet50File = traceOf('train-resnet50', resnet50.trace);

/*
 * Adam's first step moves a weight whose gradient is rounding by as much as any other. Nine of the
 * DenseNet's weights have a gradient that float32 cannot tell the sign of; the two that the engine moves
 * the other way change the next losses by 1.4e-4 and 2.9e-4, as PyTorch 2.13 in float32 without oneDNN
 * is 1.6e-4 off. With those nine where the exact signs put them, the losses of the second batch are
 * 5e-6 off those of float64, as the trace's are.
 */
test.skipIf(!densenetFile)('train-densenet: what float32 cannot tell, as in float64', async () => {
  const trace = readTrace(densenetFile ?? '');
  const course = await openCourse(trace, densenetSize(trace.start));
  try {
    const first = await course.train({ ...trace, batches: trace.batches.slice(0, 1) });
    expectLosses(first, densenet.losses[0]);
    // What has a gradient by ε alone: whatever uses the stem normalises its channels again. The trace
    // is 3.0e-2 and 1.1e-3 off these gradients; the engine was 2.7e-2 and 6e-4 off them.
    const limits = { 'features.norm0.weight': 4e-2, 'features.norm0.bias': 1.1e-3 } as const;
    for (const name of ['features.norm0.weight', 'features.norm0.bias'] as const) {
      const exact = Float32Array.from(densenet.gradients[name]);
      const ours = required(first.gradients, name).data;
      expect(distance(ours, exact) / norm(exact), name).toBeLessThan(limits[name]);
    }
    const moved = new Map(first.end);
    for (const [name, entries] of Object.entries(densenet.undecided)) {
      const { shape, data } = required(moved, name);
      const start = required(trace.start, name).data;
      const decided = data.slice();
      for (const [at, sign] of entries) decided[at] = start[at] - trace.settings.rate * sign;
      moved.set(name, tensor(shape, decided));
    }
    const second = await course.train({ start: moved, batches: trace.batches.slice(1, 2) });
    expectLosses(second, densenet.losses[1]);
  } finally {
    await course.close();
  }
});

/*
 * After fifty normalisations, the last ones over six elements a channel, one ReLU of the ResNet-50's
 * layer4.2.bn1 gets 2.8e-4 in exact arithmetic, which is less than what float32 has lost by then.
 * PyTorch 1.13 saw a negative number there, PyTorch 2.13 in float64 and the engine see the positive
 * one, and are then 14 % off the trace in the first convolution. The bias before it moves that number
 * away from 0: up for gradients in float64, down for those of the trace.
 */
test.skipIf(!resnet50File)('train-resnet50: gradients with either sign of one ReLU', async () => {
  const trace = readTrace(resnet50File ?? '');
  const course = await openCourse(trace, resnetSize(trace.start));
  const firstStep = (shift: number): Promise<Course> =>
    course.train({ start: shiftedBias(trace.start, shift), batches: trace.batches.slice(0, 1) });
  try {
    const up = await firstStep(1e-3);
    expectLosses(up, resnet50.losses);
    for (const [name, [length, ...dots]] of Object.entries(resnet50.gradients)) {
      if (WITHOUT_GRADIENT.test(name)) continue;
      const gap = estimatedDistance(required(up.gradients, name).data, dots) / length;
      expect(gap, `gradient of ${name}`).toBeLessThan(2e-3);
    }
    const down = await firstStep(-8e-4);
    for (const [name, { data }] of trace.gradients) {
      if (WITHOUT_GRADIENT.test(name)) continue;
      const gap = distance(required(down.gradients, name).data, data) / norm(data);
      expect(gap, `gradient of ${name} in the trace`).toBeLessThan(1e-2);
    }
  } finally {
    await course.close();
  }
});

/** A bias before a batch normalisation has no gradient but rounding. */
const WITHOUT_GRADIENT = /\.downsample\.0\.bias$/;

/** @param shift Added to the bias before the ReLU that float32 cannot decide. */
function shiftedBias(start: ReadonlyMap<string, Tensor>, shift: number): Map<string, Tensor> {
  const name = 'layer4.2.bn1.bias';
  const { shape, data } = required(start, name);
  return new Map(start).set(name, tensor(shape, data.with(12, data[12] + shift)));
}

function expectLosses({ losses }: Course, expected: readonly number[]): void {
  for (const [n, loss] of expected.entries()) {
    expect(Math.abs(losses[n] / loss - 1), `loss ${n}`).toBeLessThan(1e-4);
  }
}

/** Path of a trace, or `undefined` where it is absent or another. */
function traceOf(name: string, sha256: string): string | undefined {
  const path = sharedFile(`reference/networks/${name}.safetensors`);
  if (!path) return undefined;
  return createHash('sha256').update(readFileSync(path)).digest('hex') === sha256
    ? path
    : undefined;
}

/**
 * Distance to a vector of which dot products with vectors of random signs are known: the square of
 * such a dot product has the squared length as its mean.
 */
function estimatedDistance(ours: Float32Array, dots: readonly number[]): number {
  const squares = dots.map((theirs, direction) => {
    const dot = ours.reduce((sum, v, at) => sum + (signBit(at, direction) ? -v : v), 0);
    return (dot - theirs) ** 2;
  });
  return Math.sqrt(squares.reduce((sum, v) => sum + v, 0) / squares.length);
}

/** One bit of MurmurHash3's finaliser of the place. */
function signBit(at: number, direction: number): number {
  let h = Math.imul(at + 1, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> direction) & 1;
}
