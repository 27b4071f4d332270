import { expect, test } from 'vitest';
import { packResponse, unpackResponse, type ResponseImage } from './filter-response.ts';

const image: ResponseImage = {
  maskId: 'mask',
  settingsHash: 'hash',
  image: 'log-sigma-3-0-mm-3D',
  filter: { filter: 'laplacian-of-gaussian', sigmaMm: 3 },
  unit: 'HU',
  signed: true,
  geometry: {
    dimensions: [3, 1, 2],
    spacingMm: [1, 2, 3],
    originMm: [0, -0.5, 7],
    direction: [-1, 0, 0, 0, -1, 0, 0, 0, 1],
  },
  range: [-12.5, 40],
  ct: Float32Array.of(-1000, 0, 1, 2, 3, 3071),
  response: Float32Array.of(0.5, -0.5, 1e-9, 0, -3e7, 8),
  runs: Uint32Array.of(1, 2, 5, 1),
};

// Names of an even and an odd number of characters, and one beyond ASCII, move what follows.
test.each(['log', 'logs', 'σ 3 mm'])('a response named "%s" comes out as it went in', (name) => {
  const named = { ...image, image: name };
  expect(unpackResponse(packResponse(named).buffer)).toEqual(named);
});
