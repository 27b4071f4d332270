import { expect, test } from 'vitest';
import { levelRegion } from '../texture/testing/level-region.ts';
import { defaultTextureSettings } from '../texture/texture-settings.ts';
import { dependences } from './dependences.ts';

test('a voxel depends on itself and on neighbours within the tolerance', () => {
  const region = levelRegion('1124');
  const sizes = (dependenceTolerance: number): number[] =>
    dependences(region, { ...defaultTextureSettings, dependenceTolerance }).flatMap(({ bySize }) =>
      bySize.map(({ value, count }) => value * count),
    );
  // Per voxel 2 2 1 1, then 2 3 2 1, then 2 3 3 2; summed up by size.
  expect(sizes(0)).toEqual([2, 4]);
  expect(sizes(1)).toEqual([1, 4, 3]);
  expect(sizes(2)).toEqual([4, 6]);
  expect(() => sizes(-1)).toThrow(RangeError);
});
