import { AppError } from '#contract/errors.ts';
import type { CaseSummary } from '#contract/procedures/cases.ts';
import { UsageError, type Given, type Session } from './command.ts';

/** Option of the commands that work on cases. */
export const allCases = {
  all: { type: 'boolean', description: 'every case of the library' },
} as const;

/** @throws UsageError where neither cases nor all of them are named, or both. */
export function requireCases(given: Given, words: readonly string[] = given.words): void {
  if (given.flag('all') === words.length > 0) {
    throw new UsageError('Name the cases by their code, or give --all.');
  }
}

/** The cases that were named by code or id, or all of them; an unknown one is an error. */
export async function chooseCases(
  session: Pick<Session, 'call'>,
  given: Given,
  words: readonly string[] = given.words,
): Promise<CaseSummary[]> {
  requireCases(given, words);
  const cases = await session.call('cases.list', {});
  if (given.flag('all')) return cases;
  return words.map((word) => {
    const found = cases.find(({ id, code }) => id === word || code === word);
    if (!found) throw new AppError('not-found', { what: 'case', id: word });
    return found;
  });
}
