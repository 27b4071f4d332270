/** A filter by name, with the parameters that its sentence tells. */
export interface FilterFacts {
  readonly filter: FilterKind;
  /** Of a wavelet: one letter for each of the axes i, j, k; L smooths, H keeps the detail. */
  readonly band?: string;
  readonly sigmaMm?: number;
  /** Of a box, voxels. */
  readonly radius?: number;
}

export type FilterKind = keyof typeof sentences;

/** One sentence per filter: what it lets a feature see. Parameters are those of its own kind. */
const sentences = {
  original: () => 'The CT itself on the features’ grid, each voxel with its own HU.',
  wavelet: ({ band = '' }: FilterFacts, axes: readonly string[]) => describeBand(band, axes),
  'laplacian-of-gaussian': ({ sigmaMm = 0 }: FilterFacts) =>
    `Laplacian of a Gaussian of ${sigmaMm} mm: below 0 in bright spots about ${blobMm(sigmaMm)} mm wide, above 0 in dark ones, 0 where nothing of that size is.`,
  gradient: () => 'How steeply the HU change from voxel to voxel: high at edges, 0 in flat parts.',
  square: () => 'The HU squared, scaled back to the range of the CT: bright parts stand out.',
  'square-root': () => 'Square root of the HU, scaled back to the range of the CT.',
  logarithm: () => 'Logarithm of the HU, scaled back to the range of the CT.',
  exponential: () => 'Exponential of the HU, scaled back to the range of the CT.',
  'box-mean': ({ radius }: FilterFacts) => `Mean of the voxels within ${radius} on each side.`,
  'box-sigma': ({ radius }: FilterFacts) =>
    `Standard deviation of the voxels within ${radius} on each side: high in coarse texture.`,
  mean: ({ radius }: FilterFacts) => `Mean of the voxels within ${radius} on each side.`,
  'binomial-blur': () => 'The CT blurred by binomial weights.',
  'curvature-flow': () => 'The CT smoothed along its edges, which stay.',
  normalise: () => 'The CT in standard deviations from its mean.',
  'laplacian-sharpening': () => 'The CT with its edges made steeper.',
  'discrete-gaussian': () => 'The CT blurred by a Gaussian.',
  'recursive-gaussian': ({ sigmaMm }: FilterFacts) =>
    `The CT blurred from side to side by a Gaussian of ${sigmaMm} mm.`,
  'additive-gaussian-noise': () => 'The CT with Gaussian noise added, to see what noise changes.',
  'speckle-noise': () => 'The CT with speckle noise, to see what noise changes.',
  'shot-noise': () => 'The CT with shot noise, to see what noise changes.',
};

/**
 * What a filter lets a feature see.
 *
 * @param direction Unit vectors (LPS) of the grid's axes, one after another.
 */
export function describeFilter(facts: FilterFacts, direction: readonly number[]): string {
  return sentences[facts.filter](
    facts,
    [0, 3, 6].map((at) => axisWords(direction, at)),
  );
}

/** A Laplacian of sigma answers most in a ball of radius √3 sigma. */
function blobMm(sigmaMm: number): number {
  return Number((2 * Math.sqrt(3) * sigmaMm).toPrecision(2));
}

function describeBand(band: string, axes: readonly string[]): string {
  const along = (letter: string): string =>
    axes.filter((_, axis) => band[axis] === letter).join(' and ');
  if (!band.includes('H')) {
    return `Wavelet band ${band}: smooth in every direction, the CT without its fine detail.`;
  }
  if (!band.includes('L')) {
    return `Wavelet band ${band}: fine detail in every direction at once, such as corners and specks.`;
  }
  return `Wavelet band ${band}: fine detail ${along('H')}, smooth ${along('L')}.`;
}

/** The patient's axis that a grid's axis lies nearest to, in words. */
function axisWords(direction: readonly number[], at: number): string {
  const sizes = direction.slice(at, at + 3).map(Math.abs);
  return ['from side to side', 'from front to back', 'from head to feet'][
    sizes.indexOf(Math.max(...sizes))
  ];
}
