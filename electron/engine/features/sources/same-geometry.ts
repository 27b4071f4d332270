import { AppError, type ErrorDetails } from '#contract/errors.ts';

type Difference = ErrorDetails['geometry-differs']['differences'][number];

/**
 * How far two descriptions of one grid may differ: what 32-bit floats (NIfTI) and decimal strings
 * of 16 characters (DICOM) lose. At these limits the far corner of a 500 mm image moves by less
 * than 0.1 mm. They are not settings.
 */
const rounding = { dimensions: 0, spacing: 1e-5, origin: 1e-3, direction: 1e-4 } as const;

/** The numbers that place a grid; a mask file may tell only some of them. */
export interface GridFacts {
  readonly dimensions: readonly number[];
  readonly spacingMm: readonly number[];
  readonly originMm: readonly number[];
  readonly direction: readonly number[];
}

/** @throws AppError `geometry-differs` with every part that differs, and by how much. */
export function requireSameGeometry(image: GridFacts, mask: GridFacts): void {
  const differences = geometryDifferences(image, mask);
  if (differences.length > 0) throw new AppError('geometry-differs', { differences });
}

/** What differs by more than rounding; empty for the same grid. */
export function geometryDifferences(image: GridFacts, mask: GridFacts): readonly Difference[] {
  const parts = [
    { what: 'dimensions', image: image.dimensions, mask: mask.dimensions },
    { what: 'spacing', image: image.spacingMm, mask: mask.spacingMm },
    { what: 'origin', image: image.originMm, mask: mask.originMm },
    { what: 'direction', image: image.direction, mask: mask.direction },
  ] as const;
  return parts.flatMap((part) => {
    const by = Math.max(...part.image.map((value, n) => Math.abs(value - part.mask[n])));
    return part.image.length === part.mask.length && by <= rounding[part.what]
      ? []
      : [{ ...part, by }];
  });
}
