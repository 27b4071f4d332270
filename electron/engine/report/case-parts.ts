import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { CaseVolume } from '#engine/store/repositories/case-repository.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { viewerOf } from '#engine/store/viewer.ts';

export function expectVolume(store: Store, caseId: string): CaseVolume {
  const volume = store.cases.volume(caseId);
  if (!volume) throw new AppError('not-found', { what: 'case', id: caseId });
  return volume;
}

/** The newest mask that the person may see. */
export function expectMask(store: Store, caseId: string, person: Person): StoredMask {
  const mask = store.masks.newest(caseId, viewerOf(person));
  if (!mask) throw new AppError('mask-missing', { caseId });
  return mask;
}
