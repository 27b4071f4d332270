import { expect, test } from 'vitest';
import { crop } from './crop.ts';
import { boundingBox, expandBox } from './grid.ts';
import { pattern, patternGeometry } from './testing/pattern.ts';
import { indexToPatient } from './volume.ts';

const box = { offset: [2, 1, 3], dimensions: [3, 4, 2] } as const;
const [nx, ny] = patternGeometry.dimensions;

test('the bounding box is tight, and none exists around nothing', () => {
  const inside = new Uint8Array(5 * 4 * 3);
  expect(boundingBox(inside, [5, 4, 3])).toBeUndefined();
  inside[1 + 5 * (2 + 4 * 0)] = 1;
  inside[3 + 5 * (1 + 4 * 2)] = 1;
  expect(boundingBox(inside, [5, 4, 3])).toEqual({ offset: [1, 1, 0], dimensions: [3, 2, 3] });
});

test('a grown box stops at the edge of the grid', () => {
  expect(expandBox(box, [1, 2, 5], patternGeometry.dimensions)).toEqual({
    offset: [1, 0, 0],
    dimensions: [5, 7, 7],
  });
});

test('a crop keeps values and their place in the patient', () => {
  const part = crop({ geometry: patternGeometry, data: pattern() }, box);
  expect(part.data[1 + 3 * (2 + 4 * 1)]).toBe(pattern()[3 + nx * (3 + ny * 4)]);
  expect(indexToPatient(part.geometry, [1, 2, 1])).toEqual(
    indexToPatient(patternGeometry, [3, 3, 4]).map((mm): unknown => expect.closeTo(mm, 9)),
  );
});
