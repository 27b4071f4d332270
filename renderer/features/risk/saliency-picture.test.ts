import type { SaliencyMap } from '#contract/saliency-map.ts';
import { expect, test } from 'vitest';
import { saliencyColours, saliencyOnSlice } from './saliency-picture.ts';

/** 3 × 2 voxels on each of slices 4 and 5. */
const map: SaliencyMap = {
  predictionId: 'p',
  offset: [7, 9, 4],
  dimensions: [3, 2, 2],
  found: true,
  levels: Uint8Array.of(0, 51, 102, 153, 204, 255, 255, 0, 0, 0, 0, 0),
};
const alphas = (rgba: Uint8ClampedArray) => [...rgba].filter((_, n) => n % 4 === 3);

test('a slice shows its own part of the map, at its place', () => {
  const part = saliencyOnSlice(map, 4);
  expect(part).toMatchObject({ at: [7, 9], columns: 3 });
  expect(part?.rgba).toHaveLength(4 * 6);
  expect(alphas(saliencyOnSlice(map, 5)?.rgba ?? new Uint8ClampedArray())).toEqual([
    ...[255, 0, 0],
    ...[0, 0, 0],
  ]);
});

test('nothing is clear, little is faint, and from two fifths on all is as opaque as it is set', () => {
  const { rgba } = saliencyOnSlice(map, 4) ?? { rgba: new Uint8ClampedArray() };
  expect(alphas(rgba)).toEqual([0, 128, 255, 255, 255, 255]);
  // The bright end of viridis, matplotlib.colormaps['viridis'](255) of matplotlib 3.11.2.
  expect([...rgba.subarray(20, 23)]).toEqual([0xfd, 0xe7, 0x25]);
});

test('slices that the network does not see have no part', () => {
  expect(saliencyOnSlice(map, 3)).toBeNull();
  expect(saliencyOnSlice(map, 6)).toBeNull();
});

test('the legend runs from black to the brightest colour and never turns back', () => {
  expect(saliencyColours[0]).toEqual([0, 0, 0]);
  expect(saliencyColours.at(-1)).toEqual([0xfd, 0xe7, 0x25]);
  const greens = saliencyColours.map(([, green]) => green);
  expect(greens).toEqual(greens.toSorted((a, b) => a - b));
});
