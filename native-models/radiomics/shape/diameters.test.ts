import { expect, test } from 'vitest';
import type { Vec3 } from '../../image/volume.ts';
import { seededRandom } from '../../numeric/random.ts';
import { diameters } from './diameters.ts';

const spacing: Vec3 = [0.7, 1.1, 2.5];

const random = seededRandom(11);
const step = (below: number): number => Math.floor(below * random.next());
const points = (count: number, at: () => readonly number[]): Int32Array =>
  Int32Array.from(Array.from({ length: count }, at).flat());

const surfaces: Readonly<Record<string, Int32Array>> = {
  'a cloud': points(300, () => [step(30), step(30), step(12)]),
  'a long bar': points(200, () => [step(200), step(5), step(5)]),
  // No pair reaches across the centre, so that few can be ruled out.
  'three arms': points(300, () => {
    const [arm, length] = [step(3), 10 + step(40)];
    return [arm === 0 ? length : 0, arm === 1 ? length : 0, arm === 2 ? length : step(2)];
  }),
  'one point': Int32Array.of(3, 4, 5),
};

// The witness looks at every pair.
test.each(Object.entries(surfaces))('%s has the largest of all distances', (_, vertices) => {
  const all = Array.from({ length: vertices.length / 3 }, (__, n) =>
    [...vertices.subarray(3 * n, 3 * n + 3)].map((steps, axis) => (steps / 2) * spacing[axis]),
  );
  const largest = (axis?: number): number =>
    Math.max(
      ...all.flatMap((p) =>
        all
          .filter((q) => axis === undefined || q[axis] === p[axis])
          .map((q) => Math.sqrt((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2)),
      ),
    );
  const { overall, inPlane } = diameters(vertices, spacing);
  expect(overall).toBe(largest());
  expect(inPlane).toEqual([largest(0), largest(1), largest(2)]);
});
