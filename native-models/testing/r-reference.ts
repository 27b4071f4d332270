import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { sharedFile } from './shared-data.ts';

/** A number as R's jsonlite writes it: what JSON cannot hold comes as a name. */
export type RNumber = number | 'NA' | 'NaN' | 'Inf' | '-Inf' | null;

/** A file of reference values, or `undefined` where the data are absent. */
export function statisticsReference<T>(name: string): T | undefined {
  const path = sharedFile(`reference/statistics/${name}`);
  return path === undefined ? undefined : (JSON.parse(readFileSync(path, 'utf8')) as T);
}

const named: Readonly<Record<string, number>> = { NA: NaN, NaN, Inf: Infinity, '-Inf': -Infinity };

/** The number meant; NaN for what R has no value for. */
export function fromR(value: RNumber): number {
  return typeof value === 'number' ? value : named[value ?? 'NA'];
}

/** A list as R's jsonlite writes it, where one of a single value comes as that value. */
export function listed<T>(values: T | readonly T[]): readonly T[] {
  return Array.isArray(values) ? (values as readonly T[]) : [values as T];
}

/** A quantity of the product, what R says, and how far apart they may be, relative to R's. */
export interface Comparison {
  readonly what: string;
  readonly actual: number | null;
  readonly expected: RNumber;
  /** 1e-9 unless told; p-values are held to 1e-7. */
  readonly relative?: number;
  /** Where R's own formula cancels digits. 1e-15 unless told. */
  readonly absolute?: number;
}

/** Rounding of sums of order 1 that cancel to nothing. */
const ABSOLUTE = 1e-15;

/** Holds a number to R's; where R has none the product must have none either. */
export function expectAsInR({
  what,
  actual,
  expected,
  relative = 1e-9,
  absolute = ABSOLUTE,
}: Comparison): void {
  const value = fromR(expected);
  if (Number.isNaN(value)) {
    expect(actual, what).toBeNull();
    return;
  }
  expect(actual, what).not.toBeNull();
  if (!Number.isFinite(value)) {
    expect(actual, what).toBe(value);
    return;
  }
  const gap = Math.abs((actual ?? NaN) - value);
  expect(gap, `${what}: ${actual} for ${value}`).toBeLessThanOrEqual(
    Math.max(absolute, relative * Math.abs(value)),
  );
}
