import { UsageError, type Given } from './command.ts';

/** The value of an option that is a whole number. @throws UsageError for another, with the range. */
export function wholeNumber(
  given: Given,
  name: string,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  const value = Number(given.option(name));
  if (Number.isInteger(value) && value >= from && value <= to) return value;
  throw new UsageError(`--${name} is a whole number from ${from} to ${to}.`);
}
