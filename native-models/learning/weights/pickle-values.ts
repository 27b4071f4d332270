import { refused } from './weight-file-error.ts';

/**
 * What a pickle is made of. Python's dicts become maps, lists and tuples arrays, whole numbers beyond
 * 2^53 bigints, bytes views of the file; all other objects are of the environment's own kinds.
 */
export type PickleValue = unknown;

/** A name that pickles may use: a function of ours, or a mere name where `call` is absent. */
export interface PickleGlobal {
  readonly kind: 'global';
  readonly name: string;
  readonly call?: (args: readonly PickleValue[]) => PickleValue;
}

/** What a pickle can reach: nothing but this. */
export interface PickleEnvironment {
  /** @throws WeightFileError where the name is not on the closed list. */
  readonly global: (module: string, name: string) => PickleValue;
  /** What stands in the file for an object that the pickle only refers to. */
  readonly persistent: (id: PickleValue) => PickleValue;
  /** Gives an object its state. */
  readonly build: (target: PickleValue, state: PickleValue) => void;
}

/** An object of one of our own kinds; a pickle has no way to write one itself. */
export function isKind<K extends string>(
  value: PickleValue,
  kind: K,
): value is { readonly kind: K } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

export function isGlobal(value: PickleValue): value is PickleGlobal {
  return isKind(value, 'global');
}

/** Calls a function of the closed list. */
export function callGlobal(callable: PickleValue, args: PickleValue): PickleValue {
  if (!isGlobal(callable) || !callable.call || !Array.isArray(args)) {
    throw refused(`the file calls ${isGlobal(callable) ? callable.name : 'what is no function'}`);
  }
  return callable.call(args);
}
