import { expect, test } from 'vitest';
import { attentionMask, relativePositions, segmentsOf, windowsOf } from './windows.ts';

test('a window is no larger than the image, and one window is not shifted', () => {
  const windows = windowsOf([9, 2, 3], { window: 3, shifted: true });
  expect(windows).toEqual({ window: [3, 2, 3], shift: [1, 0, 0], padded: [9, 2, 3] });
  expect(windowsOf([9, 2, 3], { window: 3, shifted: false }).shift).toEqual([0, 0, 0]);
});

test('the image is filled up to whole windows', () => {
  expect(windowsOf([48, 24, 6], { window: 7, shifted: true }).padded).toEqual([49, 28, 6]);
});

test('along a shifted axis the last window stands alone', () => {
  const windows = windowsOf([8, 3, 3], { window: 3, shifted: true });
  expect(segmentsOf(windows, 0)).toEqual([
    { from: 0, to: 6, wraps: false },
    { from: 6, to: 9, wraps: true },
  ]);
  expect(segmentsOf(windows, 1)).toEqual([{ from: 0, to: 3, wraps: false }]);
});

test('two ends of the image that meet in a window do not see each other', () => {
  const windows = windowsOf([2, 1, 9], { window: 3, shifted: true });
  expect(attentionMask(windows, [false, false, false])).toBeNull();
  // Places (d, w): 00 01 02 10 11 12; the third along w comes from the other end.
  const apart = [...(attentionMask(windows, [false, false, true]) ?? [])].map((v) => v < 0);
  const isEnd = (place: number): boolean => place % 3 === 2;
  expect(apart).toEqual(
    Array.from({ length: 36 }, (_, n) => isEnd(Math.floor(n / 6)) !== isEnd(n % 6)),
  );
});

test('pairs of places with one difference share a row of the table', () => {
  // A window of 2³ has differences of -1, 0 and 1 along each axis: 27 rows, 13 for no difference.
  const rows = relativePositions(2, 8);
  expect(rows).toHaveLength(64);
  expect(rows[0]).toBe(13);
  expect(rows[8 * 7]).toBe(26);
  expect(rows[7]).toBe(0);
  expect(rows[8 * 4 + 2]).toBe(13 + 9 - 3);
  expect(new Set(rows).size).toBe(27);
});
