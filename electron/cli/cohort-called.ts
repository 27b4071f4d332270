import { AppError } from '#contract/errors.ts';
import { UsageError, type Session } from './command.ts';

/**
 * The cohort that a word names: its name or, where none has it, the beginning of its id.
 *
 * @throws UsageError where it names several; AppError not-found where it names none.
 */
export async function cohortCalled(
  { call }: Pick<Session, 'call'>,
  word: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const all = await call('cohorts.list', {});
  const named = all.filter(({ name }) => name === word);
  const found = named.length > 0 ? named : all.filter(({ id }) => id.startsWith(word));
  if (found.length > 1) {
    const ids = found.map(({ id }) => id.slice(0, 8)).join(', ');
    throw new UsageError(`"${word}" names several cohorts: ${ids}. Name one by its id.`);
  }
  if (found.length === 0) throw new AppError('not-found', { what: 'cohort', id: word });
  return found[0];
}
