import type { DataSet } from 'dicom-parser';
import { decodeText } from './character-set.ts';

/** Typed, forgiving reads of single elements; an absent or empty element is `undefined`. */

/** Text in the data set's character set, without padding. */
export function text(dataSet: DataSet, tag: string, terms: readonly string[]): string | undefined {
  const element = dataSet.elements[tag];
  if (!element || element.length === 0) return undefined;
  const bytes = dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  const decoded = decodeText(bytes, terms).replaceAll('\0', '').trim();
  return decoded === '' ? undefined : decoded;
}

/** A person's name: groups joined by `=`, without empty ones at the end. */
export function personName(
  dataSet: DataSet,
  tag: string,
  terms: readonly string[],
): string | undefined {
  const name = text(dataSet, tag, terms)?.replace(/=+$/, '');
  return name === '' ? undefined : name;
}

/** Values of a code, UID, date or number string, split at the backslash. */
export function strings(dataSet: DataSet, tag: string): readonly string[] {
  const element = dataSet.elements[tag];
  if (!element || element.length === 0) return [];
  const whole = dataSet.string(tag) ?? '';
  return whole === '' ? [] : whole.split('\\').map((value) => value.replaceAll('\0', '').trim());
}

export function string(dataSet: DataSet, tag: string): string | undefined {
  const value = strings(dataSet, tag)[0];
  return value === '' ? undefined : value;
}

/** Values of a decimal or integer string; empty when any of them is not a finite number. */
export function numbers(dataSet: DataSet, tag: string): readonly number[] {
  const values = strings(dataSet, tag).map((value) => (value === '' ? NaN : Number(value)));
  return values.every(Number.isFinite) ? values : [];
}

export function number(dataSet: DataSet, tag: string): number | undefined {
  return numbers(dataSet, tag)[0];
}

export function uint16(dataSet: DataSet, tag: string): number | undefined {
  return (dataSet.elements[tag]?.length ?? 0) >= 2 ? dataSet.uint16(tag) : undefined;
}

/** Items of a sequence; empty where the sequence is absent. */
export function items(dataSet: DataSet, tag: string): readonly DataSet[] {
  const found = dataSet.elements[tag]?.items ?? [];
  return found.flatMap(({ dataSet: item }) => (item ? [item] : []));
}

/** Character set terms that hold for a data set; nested ones inherit the outer's. */
export function characterSet(dataSet: DataSet): readonly string[] {
  return strings(dataSet, 'x00080005');
}
