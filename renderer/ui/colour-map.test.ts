import { expect, test } from 'vitest';
import { colourAt, cssGradient, diverging, sequential, type ColourMap } from './colour-map.ts';

// Published 256-colour tables, read from matplotlib 3.11.2: matplotlib.colormaps['viridis'](i).
const viridis: [number, number[]][] = [
  [0, [0x44, 0x01, 0x54]],
  [24, [0x48, 0x23, 0x74]],
  [72, [0x37, 0x5b, 0x8d]],
  [127, [0x21, 0x90, 0x8d]],
  [183, [0x4c, 0xc2, 0x6c]],
  [230, [0xbd, 0xdf, 0x26]],
  [255, [0xfd, 0xe7, 0x25]],
];
// matplotlib.colormaps['berlin'](i).
const berlin: [number, number[]][] = [
  [0, [0x9e, 0xb0, 0xff]],
  [24, [0x65, 0xa7, 0xe2]],
  [72, [0x22, 0x59, 0x73]],
  [128, [0x19, 0x0c, 0x09]],
  [183, [0x6a, 0x25, 0x10]],
  [230, [0xca, 0x7b, 0x71]],
  [255, [0xff, 0xad, 0xad]],
];

test.each([
  ['viridis', sequential, viridis],
  ['berlin', diverging, berlin],
] as const)('%s follows its published table within 6 of 255', (_, map, table) => {
  for (const [i, published] of table) {
    const shown = colourAt(map, i / 255);
    const off = Math.max(...shown.map((value, channel) => Math.abs(value - published[channel])));
    expect(off, `colour ${i}: ${shown.join(' ')}`).toBeLessThanOrEqual(6);
  }
});

test('values beyond the ends get the ends’ colours', () => {
  expect(colourAt(sequential, -3)).toEqual([0x44, 0x01, 0x54]);
  expect(colourAt(sequential, 3)).toEqual([0xfd, 0xe7, 0x25]);
});

/** Relative luminance of sRGB (IEC 61966-2-1). */
const luminance = (map: ColourMap, share: number): number => {
  const [r, g, b] = colourAt(map, share).map((value) => {
    const c = value / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const shares = Array.from({ length: 33 }, (_, i) => i / 32);
const rises = (values: number[]) => values.every((value, i) => i === 0 || value > values[i - 1]);

test('brightness alone tells the order, and how far a value is from 0', () => {
  expect(rises(shares.map((share) => luminance(sequential, share)))).toBe(true);
  expect(rises(shares.slice(0, 15).map((s) => luminance(diverging, 0.46 - s)))).toBe(true);
  expect(rises(shares.slice(0, 15).map((s) => luminance(diverging, 0.53 + s)))).toBe(true);
  // Both ends in CIE L*, 0 to 100: as bright as each other to the eye.
  const [blue, red] = [0, 1].map((end) => 116 * Math.cbrt(luminance(diverging, end)) - 16);
  expect(Math.abs(blue - red)).toBeLessThan(6);
});

test('a legend runs through all colours', () => {
  expect(
    cssGradient([
      [0, 1, 2],
      [3, 4, 5],
    ]),
  ).toBe('linear-gradient(to right, rgb(0 1 2), rgb(3 4 5))');
});
