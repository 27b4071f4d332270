import { AppError } from '#contract/errors.ts';
import type { Session } from './command.ts';

/** What the program's own method is called where a model is named. */
export const ownMethod = 'nodewise';

/**
 * @returns the model's id; null for the program's own method.
 * @throws AppError not-found for a name that the library does not have.
 */
export async function segmenterNamed(
  { call }: Pick<Session, 'call'>,
  name: string,
): Promise<string | null> {
  if (name === ownMethod) return null;
  const { segmenters } = await call('segmenters.list', {});
  const found = segmenters.find((one) => one.name === name);
  if (found) return found.id;
  throw new AppError('not-found', { what: 'segmenter', id: name });
}
