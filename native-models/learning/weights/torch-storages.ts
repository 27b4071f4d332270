import { elementSize, type StoredType } from '../../graph/element-types.ts';
import { textArgument, wholeNumber } from './pickle-arguments.ts';
import type { PickleValue } from './pickle-values.ts';
import { isStorageClass } from './torch-globals.ts';
import { damaged, refused } from './weight-file-error.ts';

/** What a pickle says of a storage whose numbers stand elsewhere in the file. */
export interface StorageReference {
  readonly key: string;
  /** Null for mere bytes. */
  readonly type: StoredType | null;
  /** Number of elements. */
  readonly count: number;
  /** A part of another storage, as (key, offset, count), or null; in the legacy form alone. */
  readonly part: PickleValue;
}

/**
 * Reads the persistent id ('storage', class, key, device, count, part).
 *
 * @throws WeightFileError for ids of any other kind: modules refer to source code.
 */
export function storageReference(id: PickleValue): StorageReference {
  const [kind, type, key, , count, part] = Array.isArray(id) ? (id as PickleValue[]) : [];
  if (kind !== 'storage') throw refused('the file refers to an object that is no storage');
  if (!isStorageClass(type)) throw damaged('a storage is of no known class');
  return {
    key: textArgument(key, 'a storage’s key'),
    type: type.storage,
    count: wholeNumber(count, 'a storage’s length'),
    part: part ?? null,
  };
}

export function storageBytes({ type, count }: Pick<StorageReference, 'type' | 'count'>): number {
  return count * (type === null ? 1 : elementSize(type));
}
