import { expect, test } from 'vitest';
import { grey, studyWindow, windowRange } from './window-level.ts';

test('the study window runs from -1600 to 400 HU', () => {
  expect(windowRange(studyWindow)).toEqual({ lower: -1600, upper: 400 });
});

test.each([
  [-3000, 0],
  [-1600, 0],
  [-600, 128],
  [400, 255],
  [1200, 255],
])('%d HU is grey %d', (hu, expected) => {
  expect(grey(hu, studyWindow)).toBe(expected);
});
