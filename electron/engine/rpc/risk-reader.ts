import { AppError } from '#contract/errors.ts';
import { riskReaders, type Person } from '#contract/people.ts';

/**
 * For the paths of what predictions and features are made of: who may not see these may not see those.
 *
 * @throws AppError not-allowed, naming what was asked for.
 */
export function expectRiskReader({ role }: Person, procedure: string): void {
  if (riskReaders.some((each) => each === role)) return;
  throw new AppError('not-allowed', { procedure, role });
}
