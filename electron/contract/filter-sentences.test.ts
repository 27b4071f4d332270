import { expect, test } from 'vitest';
import { describeFilter } from './filter-sentences.ts';

/** i to the right, j to the front, k to the head, as the study's grid has it (LPS vectors). */
const ras = [-1, 0, 0, 0, -1, 0, 0, 0, 1];

test('a wavelet band is told by the directions of its letters', () => {
  expect(describeFilter({ filter: 'wavelet', band: 'LLH' }, ras)).toBe(
    'Wavelet band LLH: fine detail from head to feet, smooth from side to side and from front to back.',
  );
  // On sagittal slices i runs from front to back, j from head to feet, k from side to side.
  const sagittal = [0, 1, 0, 0, 0, -1, 1, 0, 0];
  expect(describeFilter({ filter: 'wavelet', band: 'HLL' }, sagittal)).toContain(
    'fine detail from front to back, smooth from head to feet and from side to side',
  );
});

test('bands of one letter have no other direction to tell', () => {
  expect(describeFilter({ filter: 'wavelet', band: 'LLL' }, ras)).toContain('smooth in every');
  expect(describeFilter({ filter: 'wavelet', band: 'HHH' }, ras)).toContain('detail in every');
});

test('a Laplacian tells the width of what it answers to, 2 √3 sigma', () => {
  const sentence = describeFilter({ filter: 'laplacian-of-gaussian', sigmaMm: 3 }, ras);
  expect(sentence).toContain('of 3 mm');
  expect(sentence).toContain('about 10 mm wide');
});
