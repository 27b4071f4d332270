import { expect, test } from 'vitest';
import { labelPlaces } from './label-places.ts';

test('labels with room stay at their lines', () => {
  expect(labelPlaces([80, 20], 14, [0, 100])).toEqual([80, 20]);
});

test('labels that would overlap keep their gap and their order', () => {
  expect(labelPlaces([50, 48, 52], 14, [0, 100])).toEqual([62, 48, 76]);
});

test('labels at the lower edge move up, none leaves the picture', () => {
  expect(labelPlaces([98, 99], 14, [0, 100])).toEqual([86, 100]);
  expect(labelPlaces([-5], 14, [0, 100])).toEqual([0]);
});
