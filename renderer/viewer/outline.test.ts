import { expect, test } from 'vitest';
import { outline } from './outline.ts';

test('one voxel has four edges, two neighbours share none', () => {
  const one = Uint8Array.of(0, 0, 0, 0, 1, 0, 0, 0, 0);
  expect(outline(one, 3)).toHaveLength(4);
  const two = Uint8Array.of(0, 0, 0, 0, 1, 1, 0, 0, 0);
  expect(outline(two, 3)).toHaveLength(6);
});

test('a mask at the border of the image is closed there', () => {
  expect(outline(Uint8Array.of(1), 1)).toHaveLength(4);
});
