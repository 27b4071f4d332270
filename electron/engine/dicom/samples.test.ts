import { expect, test } from 'vitest';
import type { PixelFormat } from './instance.ts';
import { samplesOf, swapBytes } from './samples.ts';

const format: PixelFormat = {
  rows: 1,
  columns: 3,
  bitsAllocated: 16,
  bitsStored: 12,
  highBit: 11,
  signed: false,
  photometric: 'MONOCHROME2',
};
const bytesOf = (words: readonly number[]) => new Uint8Array(Uint16Array.from(words).buffer);

test('bits above the stored ones, such as overlays, are removed', () => {
  expect(samplesOf(bytesOf([0xf123, 0x0fff, 0x1000]), format)).toEqual(
    Uint16Array.of(0x123, 0xfff, 0),
  );
});

test('the sign is extended from the highest stored bit', () => {
  const signed = { ...format, signed: true };
  expect(samplesOf(bytesOf([0x0fff, 0x0800, 0x07ff]), signed)).toEqual(
    Int16Array.of(-1, -2048, 2047),
  );
});

test('values stored at the top of the word are moved down', () => {
  const high = { ...format, highBit: 15 };
  expect(samplesOf(bytesOf([0x1230, 0xffff, 0x000f]), high)).toEqual(
    Uint16Array.of(0x123, 0xfff, 0),
  );
});

test('a frame that is too short is refused', () => {
  expect(() => samplesOf(new Uint8Array(4), format)).toThrow('truncated');
});

test('big-endian words are turned round, bytes are not', () => {
  expect(swapBytes(Uint8Array.of(1, 2, 3, 4), 16)).toEqual(Uint8Array.of(2, 1, 4, 3));
  expect(swapBytes(Uint8Array.of(1, 2, 3, 4), 32)).toEqual(Uint8Array.of(4, 3, 2, 1));
  expect(swapBytes(Uint8Array.of(1, 2), 8)).toEqual(Uint8Array.of(1, 2));
});
