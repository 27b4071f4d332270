import { AppError } from '#contract/errors.ts';
import type { DraftHead } from '#engine/store/repositories/draft-repository.ts';
import type { Store } from '#engine/store/store.ts';

/**
 * The person's draft of a case: the open one, else a new one from the own newest version, else
 * from the automatic mask, else empty.
 */
export function openDraft(store: Store, caseId: string, personId: string): DraftHead {
  const open = store.drafts.open(caseId, personId);
  if (open && !isStale(store, open)) return open;
  return store.transaction(() => {
    if (open) store.drafts.close(open.id);
    const own = store.masks.newestOf(caseId, personId);
    const automatic = store.masks.newestAutomatic(caseId);
    const base = own ? 'version' : automatic ? 'proposal' : 'empty';
    const baseMaskId = (own ?? automatic)?.id ?? null;
    return store.drafts.start({ caseId, personId, base, baseMaskId });
  });
}

/** A new draft from the person's newest version; an open one goes on. */
export function reopenDraft(store: Store, caseId: string, personId: string): DraftHead {
  const open = store.drafts.open(caseId, personId);
  if (open) return open;
  const own = store.masks.newestOf(caseId, personId);
  if (!own) throw new AppError('mask-missing', { caseId });
  return store.drafts.start({ caseId, personId, base: 'version', baseMaskId: own.id });
}

/** An untouched empty draft was opened before the automatic outline was there. */
function isStale(store: Store, draft: DraftHead): boolean {
  return (
    draft.base === 'empty' &&
    store.drafts.journal(draft.id).length === 0 &&
    store.masks.newestAutomatic(draft.caseId) !== undefined
  );
}
