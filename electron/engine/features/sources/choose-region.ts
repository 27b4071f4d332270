import { AppError } from '#contract/errors.ts';

/** One region that a mask file holds: a label value, a segment or an outlined structure. */
export interface NamedRegion {
  readonly number: number;
  /** Empty where the file gives no names. */
  readonly name: string;
}

/** Which region is meant: by its number, by its name, or the only one there is. */
export interface RegionChoice {
  readonly label?: number | undefined;
  readonly roi?: string | undefined;
}

/**
 * @throws AppError `region-unknown` when none fits, `region-not-chosen` when several do: a guess
 *   would measure the wrong tumour without a word.
 */
export function chooseRegion<R extends NamedRegion>(
  regions: readonly R[],
  { label, roi }: RegionChoice,
): R {
  const fitting = regions.filter(
    (region) =>
      (label === undefined || region.number === label) &&
      (roi === undefined || region.name === roi),
  );
  if (fitting.length === 1) return fitting[0];
  if (fitting.length > 1) {
    throw new AppError('region-not-chosen', { regions: fitting.map(regionName) });
  }
  const asked = [label, roi].filter((part) => part !== undefined).join(' ');
  throw new AppError('region-unknown', { asked, regions: regions.map(regionName) });
}

export function regionName({ number, name }: NamedRegion): string {
  return name === '' ? `label ${number}` : `${number} (${name})`;
}
