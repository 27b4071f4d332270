import { expect, test } from 'vitest';
import { derivedImages } from './derived-images.ts';
import { derivedImage } from './filter-spec.ts';
import { fixtureBox, lumpyVolume } from './fixtures/lumpy-volume.ts';
import { ibsiImages } from './image-sets.ts';

test.each([
  ['in the order of the preset', ibsiImages],
  ['backwards', ibsiImages.toReversed()],
])('images that share work equal those computed alone, %s', (_, images) => {
  const derive = derivedImages(lumpyVolume(), fixtureBox);
  for (const { image, spec } of images) {
    expect(derive(spec), image).toEqual(derivedImage(spec).apply(lumpyVolume(), fixtureBox));
  }
});
