import { expect, test } from 'vitest';
import { packSaliency, unpackSaliency, type SaliencyMap } from './saliency-map.ts';

test.each(['odd', 'even'])('what is packed is unpacked, behind a head of %s length', (length) => {
  const map: SaliencyMap = {
    predictionId: length,
    offset: [3, 0, 1],
    dimensions: [3, 1, 2],
    found: true,
    levels: Uint8Array.of(0, 1, 127, 128, 254, 255),
  };
  expect(unpackSaliency(packSaliency(map).buffer)).toEqual(map);
});
