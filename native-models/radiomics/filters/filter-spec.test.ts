import { expect, test } from 'vitest';
import { crop } from '../../image/crop.ts';
import { expandBox, type Box } from '../../image/grid.ts';
import type { Vec3, Volume } from '../../image/volume.ts';
import { derivedImage } from './filter-spec.ts';
import { wholeBox } from './image-filter.ts';
import { ibsiImages, urpImages } from './image-sets.ts';

const dimensions: Vec3 = [72, 41, 38];
const image = pattern();
/** Far enough from the faces of i for margins of 26 voxels, and at a corner. */
const boxes: readonly Box[] = [
  { offset: [32, 17, 18], dimensions: [5, 4, 3] },
  { offset: [67, 0, 35], dimensions: [5, 4, 3] },
];

/** Of PyRadiomics' parameter files, beside the presets' filters. */
const pointwise = (['square', 'square-root', 'logarithm', 'exponential'] as const).map(
  (filter) => ({ image: filter, spec: { filter } }),
);

const windowed = [...ibsiImages, ...urpImages(3), ...pointwise].flatMap(({ image: name, spec }) =>
  boxes.map((box) => ({ name, spec, box, corner: box === boxes[1] })),
);

test.each(windowed)('$name of a box (at a corner: $corner) is that of the whole image', (case_) => {
  const { spec, box } = case_;
  const { apply } = derivedImage(spec);
  const whole = apply(image, wholeBox(image));
  const [nx, ny] = dimensions;
  const [width, height] = box.dimensions;
  const expected = apply(image, box).map((_, n) => {
    const i = box.offset[0] + (n % width);
    const j = box.offset[1] + (Math.floor(n / width) % height);
    const k = box.offset[2] + Math.floor(n / (width * height));
    return whole[i + nx * (j + ny * k)];
  });
  // Only a recursive response has no end, so only there a margin leaves something out.
  const recursive = spec.filter === 'laplacian-of-gaussian' || spec.filter === 'recursive-gaussian';
  expectClose(apply(image, box), expected, recursive ? 1e-6 : 0);
});

test.each(
  windowed.filter(({ spec, corner }) => !corner && !derivedImage(spec).imageWide && !hasSeed(spec)),
)('$name needs no more of the image than its margin', ({ spec, box }) => {
  const { apply, margin } = derivedImage(spec);
  const wide = expandBox(box, margin(image.geometry.spacingMm), dimensions);
  const offset: Vec3 = [
    box.offset[0] - wide.offset[0],
    box.offset[1] - wide.offset[1],
    box.offset[2] - wide.offset[2],
  ];
  const cut = apply(crop(image, wide), { ...box, offset });
  const recursive = spec.filter === 'laplacian-of-gaussian' || spec.filter === 'recursive-gaussian';
  expectClose(cut, apply(image, box), recursive ? 1e-6 : 0);
});

test('both presets have fifteen images of different names', () => {
  for (const images of [ibsiImages, urpImages(0)]) {
    expect(images).toHaveLength(15);
    expect(new Set(images.map((each) => each.image)).size).toBe(15);
    expect(images[0].spec).toEqual({ filter: 'original' });
  }
});

function hasSeed(spec: object): boolean {
  return 'seed' in spec;
}

/** Relative to the largest value: a zero crossing has no relative precision. */
function expectClose(values: Float64Array, expected: Float64Array, tolerance: number): void {
  const largest = expected.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const gap = values.reduce((a, value, n) => Math.max(a, Math.abs(value - expected[n])), 0);
  expect(gap).toBeLessThanOrEqual(tolerance * largest);
}

function pattern(): Volume<Float32Array> {
  const [nx, ny, nz] = dimensions;
  return {
    geometry: {
      dimensions,
      spacingMm: [1, 1.25, 2],
      originMm: [0, 0, 0],
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    },
    data: Float32Array.from(
      { length: nx * ny * nz },
      (_, n) => ((n * 7919) % 1201) - 900 + 6 * (n % nx),
    ),
  };
}
