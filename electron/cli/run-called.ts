import { AppError } from '#contract/errors.ts';
import type { Run } from '#contract/procedures/experiments.ts';
import { UsageError, type Session } from './command.ts';

/**
 * The run that a word names: the beginning of its id, or its name.
 *
 * @throws UsageError where it names several; AppError not-found where it names none.
 */
export async function runCalled({ call }: Pick<Session, 'call'>, word: string): Promise<Run> {
  const runs = (await call('experiments.list', {})).flatMap((experiment) => experiment.runs);
  const found = runs.filter(({ id, name }) => id.startsWith(word) || name === word);
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(', ');
    throw new UsageError(`"${word}" names several runs: ${ids}.`);
  }
  if (found.length === 0) throw new AppError('not-found', { what: 'run', id: word });
  return found[0];
}
