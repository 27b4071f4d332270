import protobuf from 'protobufjs/minimal.js';
import type { ByteReader } from './byte-reader.ts';
import type { PickleEnvironment, PickleValue } from './pickle-values.ts';
import { damaged } from './weight-file-error.ts';

/** State of a pickle that is being read. */
export interface PickleMachine {
  readonly reader: ByteReader;
  readonly environment: PickleEnvironment;
  /** Values since the last mark. */
  stack: PickleValue[];
  /** Stacks that marks have covered. */
  readonly outer: PickleValue[][];
  readonly memo: Map<number, PickleValue>;
}

/** Whole numbers of more bytes than this are no sizes, seeds or magic numbers. */
const MAX_INTEGER_BYTES = 16;

export function pop({ stack }: PickleMachine): PickleValue {
  if (stack.length === 0) throw damaged('the pickle takes a value that is not there');
  return stack.pop();
}

export function top({ stack }: PickleMachine): PickleValue {
  if (stack.length === 0) throw damaged('the pickle uses a value that is not there');
  return stack.at(-1);
}

export function mark(machine: PickleMachine): void {
  machine.outer.push(machine.stack);
  machine.stack = [];
}

/** Takes all values since the last mark, and the mark. */
export function popMarked(machine: PickleMachine): PickleValue[] {
  const covered = machine.outer.pop();
  if (!covered) throw damaged('the pickle goes back to a mark that is not there');
  const items = machine.stack;
  machine.stack = covered;
  return items;
}

/** Takes the topmost values, the deepest first. */
export function popMany(machine: PickleMachine, count: number): PickleValue[] {
  return Array.from({ length: count }, () => pop(machine)).reverse();
}

export function recall({ memo }: PickleMachine, index: number): PickleValue {
  if (!memo.has(index)) throw damaged(`nothing was remembered under ${index}`);
  return memo.get(index);
}

export function appendAll(list: PickleValue, items: readonly PickleValue[]): void {
  if (!Array.isArray(list)) throw damaged('items are appended to what is no list');
  for (const item of items) list.push(item);
}

/** @param items Keys and values in turn. */
export function setAll(dict: PickleValue, items: readonly PickleValue[]): PickleValue {
  if (!(dict instanceof Map)) throw damaged('an entry is set in what is no dictionary');
  if (items.length % 2 !== 0) throw damaged('a key has no value');
  for (let n = 0; n < items.length; n += 2) dict.set(items[n], items[n + 1]);
  return dict;
}

export function addAll(set: PickleValue, items: readonly PickleValue[]): void {
  if (!(set instanceof Set)) throw damaged('items are added to what is no set');
  for (const item of items) set.add(item);
}

/** The core has no TextDecoder of its own: it runs without Node and without a browser. */
export function text(bytes: Uint8Array): string {
  return protobuf.util.utf8.read(bytes, 0, bytes.length);
}

/** A whole number of so many bytes, little-endian, two's complement. */
export function integer(reader: ByteReader, size: number): number | bigint {
  if (size > MAX_INTEGER_BYTES) throw damaged(`a whole number of ${size} bytes`);
  const bytes = reader.bytes(size);
  const unsigned = bytes.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const value = BigInt.asIntN(8 * size, unsigned);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
