import { randomUUID } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import { validRuns, type MaskRuns } from '#contract/mask-runs.ts';
import type { Person } from '#contract/people.ts';
import type { StepReply } from '#contract/procedures/annotation.ts';
import { writeMaskFile } from '#engine/store/mask-file.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { sliceVoxels, type DraftMemory, type OpenDraft } from './draft-memory.ts';
import { describeStep, movedRuns } from './history.ts';
import { drawnRuns } from './mask-box.ts';

/** An edit as it is posted. */
export interface Edit {
  /** The cursor it was made at. */
  readonly after: number;
  readonly name: string;
  /** Continues this step, which must be the last one in effect, instead of adding one. */
  readonly step: number | undefined;
  readonly runs: MaskRuns;
}

/** Journals and applies one edit. */
export function addStep(memory: DraftMemory, draft: OpenDraft, edit: Edit): StepReply {
  expectCursor(draft, edit.after);
  const { history } = draft;
  if (edit.step !== undefined && (edit.step !== history.cursor || edit.step === 0)) {
    throw conflict(draft, edit.step);
  }
  if (edit.runs.length === 0 || !validRuns(edit.runs, draft.mask.length)) {
    throw new AppError('edit-malformed', { draftId: draft.head.id });
  }
  memory.commit(draft, {
    kind: edit.step === undefined ? 'edit' : 'continue',
    step: edit.step ?? history.cursor + 1,
    name: edit.name,
    runs: edit.runs,
  });
  const { steps, cursor } = draft.history;
  return {
    step: describeStep(steps[cursor - 1], sliceVoxels(draft)),
    cursor,
    measures: draft.measures.read(),
  };
}

/** Undo and redo: journals and applies a move of the cursor. */
export function moveCursor(memory: DraftMemory, draft: OpenDraft, cursor: number): void {
  const { history } = draft;
  checkCursor(draft, cursor);
  if (cursor === history.cursor) return;
  const runs = movedRuns(history, history.cursor, cursor);
  memory.commit(draft, { kind: 'move', step: cursor, name: '', runs });
}

/** @throws AppError invalid-input for a cursor outside the draft's steps. */
export function checkCursor({ history }: OpenDraft, cursor: number): void {
  if (Number.isInteger(cursor) && cursor >= 0 && cursor <= history.steps.length) return;
  const message = `an integer from 0 to ${history.steps.length}`;
  throw new AppError('invalid-input', { issues: [{ path: 'cursor', message }] });
}

/** Stores the draft's mask as the next version of the case and closes the draft. */
export function finishDraft(
  { store, memory }: { readonly store: Store; readonly memory: DraftMemory },
  draft: OpenDraft,
  author: Person,
): StoredMask {
  const { head } = draft;
  const { voxels, volumeMm3, longAxis } = draft.measures.read();
  if (voxels === 0) throw new AppError('mask-empty', { caseId: head.caseId });
  const { sha256 } = writeMaskFile(store.folders.objects, drawnRuns(draft));
  const mask = store.transaction(() => {
    const added = store.masks.add({
      id: randomUUID(),
      caseId: head.caseId,
      authorId: author.id,
      source: 'corrected',
      sha256,
      voxels,
      volumeMm3,
      longAxisMm: longAxis?.lengthMm ?? 0,
      madeBy: {
        draftId: head.id,
        base: head.base,
        baseMaskId: head.baseMaskId,
        outlinedBy: draft.outlinedBy,
      },
    });
    store.drafts.close(head.id);
    store.audit.append({
      who: author,
      action: 'mask-stored',
      subject: added.id,
      details: { caseId: head.caseId, version: added.version, sha256 },
    });
    return added;
  });
  memory.drop(head.id);
  return mask;
}

function expectCursor(draft: OpenDraft, got: number): void {
  if (got !== draft.history.cursor) throw conflict(draft, got);
}

function conflict({ head, history }: OpenDraft, got: number): AppError {
  return new AppError('draft-conflict', { draftId: head.id, expected: history.cursor, got });
}
