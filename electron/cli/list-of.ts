import type { Given } from './command.ts';

/** The words of an option that lists them between commas. */
export function listOf(given: Given, option: string): string[] {
  return (given.option(option) ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
