import { AppError } from '#contract/errors.ts';
import type { StoredWeights } from '#contract/procedures/experiments.ts';
import { UsageError, type Session } from './command.ts';

/**
 * The stored weights that a word names: the beginning of their id, or their name.
 *
 * @throws UsageError where it names several; AppError not-found where it names none.
 */
export async function weightsCalled(
  { call }: Pick<Session, 'call'>,
  word: string,
): Promise<StoredWeights> {
  const all = await call('weights.list', {});
  const found = all.filter(({ id, name }) => id.startsWith(word) || name === word);
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new UsageError(`"${word}" names several weights: ${ids}.`);
  }
  if (found.length === 0) throw new AppError('not-found', { what: 'weights', id: word });
  return found[0];
}
