import type { PickleValue } from './pickle-values.ts';
import { damaged } from './weight-file-error.ts';

/** More axes than any tensor has. */
const MAX_AXES = 64;

/** A size, position or stride. */
export function wholeNumber(value: PickleValue, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw damaged(`${what} is no whole number from 0`);
  }
  return value;
}

export function wholeNumbers(value: PickleValue, what: string): readonly number[] {
  if (!Array.isArray(value) || value.length > MAX_AXES) throw damaged(`${what} is no short tuple`);
  return value.map((item) => wholeNumber(item, what));
}

export function textArgument(value: PickleValue, what: string): string {
  if (typeof value !== 'string') throw damaged(`${what} is no text`);
  return value;
}

export function bytesArgument(value: PickleValue, what: string): Uint8Array {
  if (!(value instanceof Uint8Array)) throw damaged(`${what} are no bytes`);
  return value;
}

/** Entries given as a dictionary or as pairs; none where nothing is given. */
export function entriesOf(value: PickleValue): Map<PickleValue, PickleValue> {
  if (value === undefined) return new Map();
  if (value instanceof Map) return new Map(value as Map<PickleValue, PickleValue>);
  if (!Array.isArray(value)) throw damaged('a dictionary is made of what has no entries');
  return new Map(
    value.map((pair: PickleValue) => {
      if (!Array.isArray(pair) || pair.length !== 2) throw damaged('an entry is no pair');
      return pair as unknown as readonly [PickleValue, PickleValue];
    }),
  );
}
