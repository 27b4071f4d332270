import { expect, test } from 'vitest';
import { diffRuns, flipRuns, maskRuns, validRuns } from '#contract/mask-runs.ts';
import { touchedSlices, xorRuns } from './xor-runs.ts';

/** Numbers in [0, 1) that are the same on every run (Lehmer, modulus 2^31 - 1). */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

function randomMask(random: () => number, voxels: number): Uint8Array {
  const share = random();
  return Uint8Array.from({ length: voxels }, () => Number(random() < share));
}

test('flipping by the combined runs is flipping by both, on 300 random masks', () => {
  const random = lehmer(7);
  for (let n = 0; n < 300; n++) {
    const voxels = 1 + Math.floor(random() * 60);
    const a = maskRuns(randomMask(random, voxels));
    const b = maskRuns(randomMask(random, voxels));
    const start = randomMask(random, voxels);
    const expected = start.slice();
    flipRuns(expected, a);
    flipRuns(expected, b);
    const got = start.slice();
    const both = xorRuns(a, b);
    flipRuns(got, both);
    expect(got).toEqual(expected);
    expect(validRuns(both, voxels)).toBe(true);
    // Nothing shorter says the same: runs neither touch nor are empty.
    expect(both).toEqual(diffRuns(start, expected));
  }
});

test('runs that touch are one', () => {
  expect([...xorRuns(Uint32Array.of(2, 3, 5, 1), Uint32Array.of(6, 4))]).toEqual([2, 8]);
});

test('a run over a slice border touches both slices, each named once', () => {
  expect(touchedSlices(Uint32Array.of(8, 1, 9, 3, 35, 1), 10)).toEqual([0, 1, 3]);
  expect(touchedSlices(Uint32Array.of(5, 30), 10)).toEqual([0, 1, 2, 3]);
});
