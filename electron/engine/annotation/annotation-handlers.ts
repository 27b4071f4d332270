import { AppError } from '#contract/errors.ts';
import type { annotation } from '#contract/procedures/annotation.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { Store } from '#engine/store/store.ts';
import { describeDraft, type DraftMemory } from './draft-memory.ts';
import { finishDraft, moveCursor } from './edit-draft.ts';
import { openDraft, reopenDraft } from './open-draft.ts';

interface Services {
  readonly store: Store;
  readonly memory: DraftMemory;
  readonly changes: LibraryChanges;
  /** Told of every case that is opened for drawing. */
  readonly onOpened: (caseId: string) => void;
}

type Names = Extract<keyof typeof annotation, `annotation.${string}`>;

export function annotationHandlers({
  store,
  memory,
  changes,
  onOpened,
}: Services): Handlers<Names> {
  const expectCase = (caseId: string): void => {
    if (!store.cases.volume(caseId)) throw new AppError('not-found', { what: 'case', id: caseId });
  };

  return {
    'annotation.open': async ({ caseId }, call) => {
      const { id } = personOf(call);
      expectCase(caseId);
      onOpened(caseId);
      return describeDraft(await memory.load(openDraft(store, caseId, id).id, id));
    },

    'annotation.move': async ({ draftId, cursor }, call) => {
      const draft = await memory.load(draftId, personOf(call).id);
      moveCursor(memory, draft, cursor);
      return describeDraft(draft);
    },

    'annotation.finish': async ({ draftId }, call) => {
      const author = personOf(call);
      const draft = await memory.load(draftId, author.id);
      const { sha256: _, ...version } = finishDraft({ store, memory }, draft, author);
      changes.publish('masks', version.caseId, author.id);
      changes.publish('case', version.caseId, author.id);
      return version;
    },

    'annotation.reopen': async ({ caseId }, call) => {
      const { id } = personOf(call);
      expectCase(caseId);
      return describeDraft(await memory.load(reopenDraft(store, caseId, id).id, id));
    },
  };
}
