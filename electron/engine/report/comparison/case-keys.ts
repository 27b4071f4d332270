import { AppError } from '#contract/errors.ts';
import { unreadable, type FeatureFile } from './feature-file.ts';

/**
 * Columns that name a case, the first choice first. Several series of a patient share its code, and
 * several masks share an image: then the next key tells the rows apart. Features of files have no
 * code.
 */
const keys: readonly (readonly string[])[] = [
  ['case'],
  ['case_id'],
  ['image'],
  ['image', 'region'],
  ['image', 'mask', 'region'],
];

/** The columns by which the rows of two tables belong together: each names a row once in both. */
export function sharedKey(first: FeatureFile, second: FeatureFile): readonly string[] {
  const ofSecond = keysOf(second);
  const key = keysOf(first).find((candidate) => ofSecond.includes(candidate));
  if (!key) throw new AppError('tables-disjoint', { what: 'case' });
  return key;
}

/** The name of each row's case under a key. */
export function caseNames({ header, rows }: FeatureFile, key: readonly string[]): string[] {
  const places = key.map((name) => header.indexOf(name));
  return rows.map((cells) => places.map((place) => cells[place]).join(' / '));
}

function keysOf(file: FeatureFile): readonly (readonly string[])[] {
  const present = keys.filter((key) => key.every((name) => file.header.includes(name)));
  if (present.length === 0) {
    throw unreadable(file.path, 'it has no column "case", "case_id" or "image"');
  }
  const unique = present.filter((key) => new Set(caseNames(file, key)).size === file.rows.length);
  if (unique.length === 0) throw unreadable(file.path, 'it names a case twice');
  return unique;
}
