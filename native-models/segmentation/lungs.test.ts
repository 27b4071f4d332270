import { expect, test } from 'vitest';
import { crop } from '../image/crop.ts';
import type { Volume } from '../image/volume.ts';
import { lungAir } from './lungs.ts';
import { chest } from './testing/chest.ts';

const scan = chest([{ centre: [70, 25, -30], radius: 8 }]);
const asFloat = ({ geometry, data }: Volume): Volume<Float32Array> => ({
  geometry,
  data: Float32Array.from(data),
});

/** In litres. */
const volume = (air: Uint8Array) => (air.reduce((sum, inside) => sum + inside, 0) * 8) / 1e6;

test('both lungs are kept, the room is not', () => {
  const air = lungAir(asFloat(scan));
  // Two ellipsoids: 2 × 4/3 pi × 48 × 62 × 75 mm³ = 1.87 l, less vessels and lesion.
  expect(volume(air)).toBeGreaterThan(1.7);
  expect(volume(air)).toBeLessThan(1.87);
  expect(air[0]).toBe(0);
});

test('a field of view that cuts through the lungs keeps them', () => {
  const cut = crop(scan, { offset: [35, 30, 0], dimensions: [70, 40, 90] });
  const air = lungAir(asFloat(cut));
  expect(volume(air)).toBeGreaterThan(0.5);
});

test('a lesion is not air', () => {
  const air = lungAir(asFloat(scan));
  const [i, j, k] = [(70 + 139) / 2, (25 + 99) / 2, (-30 + 89) / 2].map(Math.round);
  expect(air[i + 140 * (j + 100 * k)]).toBe(0);
});
