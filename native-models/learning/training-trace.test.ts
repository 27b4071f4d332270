import { expect, test } from 'vitest';
import { densenetSize, resnetSize, swinSize } from '../testing/network-size.ts';
import { sharedFile } from '../testing/shared-data.ts';
import {
  gapsBetween,
  openCourse,
  pairedParts,
  shaken,
  type Course,
  type Gap,
  type Kind,
} from '../testing/training-course.ts';
import { readTrace, type Trace } from '../testing/training-trace.ts';
import { norm } from '../testing/vectors.ts';

// Traces of PyTorch 1.13 on MONAI 1.1.0's networks with the study's heads, losses in float64.
const traces = {
  'train-resnet18': resnetSize,
  'train-resnet50': resnetSize,
  'train-densenet': densenetSize,
  'train-swin': swinSize,
} as const;
/** The Swin's attention on a machine that may be busy. */
const PATIENCE_MS = 180_000;

/** How far the engine may be off where rounding plays no part. */
const limits: Readonly<Record<Kind, number>> = {
  ...{ loss: 1e-4, gradient: 1e-3, change: 1e-3, average: 1e-6, statistic: 1e-2 },
};

/*
 * Rounding does play a part. A ReLU near 0 gets the other sign: one of fifty layers deep is 14 % of the
 * first convolution's gradient. Adam's first step moves a weight whose gradient is rounding by as much
 * as any other, which costs the next losses some 1e-4. Both depend on the seed of a trace. So what is
 * beyond its limit is compared with what the engine itself makes of the same beginning with each number
 * moved by a millionth and more, some tens or hundreds of units of float32, for as much does float32 lose
 * on its way through such a network: what that moves tells nothing of right and wrong. How far it moves
 * something differs from one attempt to the next, least in the middle of all that is compared.
 */
const SHARES = [-20, -20, -19, -18, -17, -16].map((exponent) => 2 ** exponent);
const BEYOND_REACH = 3;

/**
 * What has no gradient but rounding: a bias before a batch normalisation, and one that all keys share,
 * which adds the same to everything that a query attends to.
 */
const WITHOUT_GRADIENT = /\.downsample\.0\.bias$|\.qkv\.bias of keys$/;
/** Of that rounding, the most as a share of the whole gradient; and a gradient that is too small. */
const NOISE_SHARE = 1e-6;
const NOISE = 1e-6;

for (const [name, sizeOf] of Object.entries(traces)) {
  const file = sharedFile(`reference/networks/${name}.safetensors`);

  test.skipIf(!file)(
    `${name}: losses, gradients, weights and averages of every step`,
    async () => {
      const trace = readTrace(file ?? '');
      expect(trace.temperature, 'the study’s, which the loss has').toBe(0.05);
      const course = await openCourse(trace, sizeOf(trace.start));
      try {
        const ours = await course.train(trace);
        const noise = expectNoise(ours, trace);
        const about = { start: trace.start, isNoise: (part: string) => noise.has(part) };
        const gaps = gapsBetween(ours, trace, about);
        if (gaps.every(({ kind, size }) => size <= limits[kind])) return;

        const reach = new Map<string, number>();
        for (const [seed, share] of SHARES.entries()) {
          const other = await course.train(shaken(trace, share, seed));
          for (const { kind, of, size } of gapsBetween(other, ours, about)) {
            const known = reach.get(`${kind} ${of}`) ?? 0;
            reach.set(`${kind} ${of}`, Math.max(known, size));
          }
          if (beyondReach(gaps, reach).length === 0) return;
        }
        expect(beyondReach(gaps, reach)).toEqual([]);
      } finally {
        await course.close();
      }
    },
    PATIENCE_MS,
  );
}

/** @returns The parts of parameters whose gradient is rounding, in the engine as in the trace. */
function expectNoise(ours: Course, { gradients }: Trace): ReadonlySet<string> {
  const whole = Math.hypot(...[...gradients.values()].map(({ data }) => norm(data)));
  const pairs = pairedParts(ours.gradients, gradients);
  const noise = pairs.filter(({ part, b }) => WITHOUT_GRADIENT.test(part) || norm(b) <= NOISE);
  for (const { part, a, b } of noise) {
    expect(Math.max(norm(a), norm(b)) / whole, `rounding of ${part}`).toBeLessThan(NOISE_SHARE);
  }
  expect(noise.length).toBeLessThan(0.2 * pairs.length);
  return new Set(noise.map(({ part }) => part));
}

/** Gaps that neither the engine's own error nor rounding explains. */
function beyondReach(gaps: readonly Gap[], reach: ReadonlyMap<string, number>): readonly Gap[] {
  const ofGap = ({ kind, of }: Gap): number => reach.get(`${kind} ${of}`) ?? NaN;
  const middle = (kind: Kind): number => {
    const alike = gaps.filter((gap) => gap.kind === kind).map(ofGap);
    return alike.toSorted((a, b) => a - b)[alike.length >> 1];
  };
  return gaps.filter((gap) => {
    const rounding = Math.max(ofGap(gap), middle(gap.kind));
    return !(gap.size <= limits[gap.kind] + BEYOND_REACH * rounding);
  });
}
