import { expect, test } from 'vitest';
import { writeHu } from './hounsfield.ts';

const plain = { slope: 1, intercept: -1024, padding: undefined };

test('whole values in range stay 16-bit integers', () => {
  const volume = writeHu(new Int16Array(4), 1, Uint16Array.of(0, 1024, 4095), plain);
  expect(volume).toEqual(Int16Array.of(0, -1024, 0, 3071));
});

test.each([
  { what: 'a fraction', slope: 0.5, stored: 3, hu: -1022.5 },
  { what: 'too large a value', slope: 1, stored: 65535, hu: 64511 },
])('$what turns the volume into floats and keeps what was there', ({ slope, stored, hu }) => {
  const before = Int16Array.of(7, 8, 0, 0);
  const volume = writeHu(before, 2, Uint16Array.of(1024, stored), { ...plain, slope });
  expect(volume).toBeInstanceOf(Float32Array);
  expect([...volume]).toEqual([7, 8, 1024 * slope - 1024, hu]);
});

test('padding below air becomes air; declared padding within the patient does not', () => {
  const samples = Int16Array.of(-2000, -1500, -1000);
  const outside = { slope: 1, intercept: 0, padding: [-2000, -2000] } as const;
  expect([...writeHu(new Int16Array(3), 0, samples, outside)]).toEqual([-1024, -1500, -1000]);
  const wrong = { slope: 1, intercept: 0, padding: [-1000, -1000] } as const;
  expect([...writeHu(new Int16Array(3), 0, samples, wrong)]).toEqual([-2000, -1500, -1000]);
});
