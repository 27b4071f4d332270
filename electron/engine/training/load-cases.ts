import { readFileSync } from 'node:fs';
import type { LoadCase, TrainingCase } from '#native/learning/training-case.ts';
import { decodePrepared } from './prepared-case.ts';
import type { OrderedCase } from './train-order.ts';

/** Memory for cases that have been read, bytes; the rest is read from the disk at every use. */
const keptBytes = 1 << 30;

/** Reads prepared cases by their id and keeps the first of them as far as memory was set aside. */
export function loadCases(cases: readonly OrderedCase[]): LoadCase {
  const byId = new Map(cases.map((one) => [one.id, one]));
  const kept = new Map<string, TrainingCase>();
  let bytes = 0;
  return async (id) => {
    const known = kept.get(id);
    if (known) return known;
    const ordered = byId.get(id);
    if (!ordered) throw new RangeError('a case that is not of this run');
    const { label, file, radiomics, auxiliary } = ordered;
    const read = readFileSync(file);
    const loaded = {
      ...{ id, label, auxiliary },
      ...decodePrepared(read),
      radiomics: Float32Array.from(radiomics),
    };
    bytes += read.length;
    if (bytes <= keptBytes) kept.set(id, loaded);
    return loaded;
  };
}
