import { AppError } from '#contract/errors.ts';
import { flipRuns, maskOfRuns, type MaskRuns } from '#contract/mask-runs.ts';
import type { Geometry } from '#contract/geometry.ts';
import type { Draft } from '#contract/procedures/annotation.ts';
import type { OutlineSource } from '#contract/procedures/cases.ts';
import type { DraftHead, JournalEntry } from '#engine/store/repositories/draft-repository.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { readMaskRuns } from '#engine/store/mask-file.ts';
import type { Store } from '#engine/store/store.ts';
import { advance, describeStep, emptyHistory, movedRuns, type History } from './history.ts';
import { liveMeasures, type LiveMeasures } from './live-measures.ts';
import { leastRecentlyUsed } from './lru.ts';
import { touchedSlices, xorRuns } from './xor-runs.ts';

/** An open draft in memory: always base + journal, never ahead of what is on disk. */
export interface OpenDraft {
  readonly head: DraftHead;
  /** The model whose outline its base is or began as. */
  readonly outlinedBy: OutlineSource | null;
  readonly geometry: Geometry;
  /** One byte a voxel; changed in place by `commit` only. */
  readonly mask: Uint8Array;
  readonly measures: LiveMeasures;
  history: History;
}

/** Masks of 512 × 512 × 300 take 79 MB each. */
const keptDrafts = 3;

export interface DraftMemory {
  /** The person's open draft; anybody else's is as good as absent. */
  load(draftId: string, personId: string): Promise<OpenDraft>;
  /** Writes a journal entry durably, then applies it. @throws without having changed anything. */
  commit(draft: OpenDraft, change: Change): void;
  drop(draftId: string): void;
}

/** An entry to come; its runs are those the mask flips by, also for a move. */
export interface Change {
  readonly kind: JournalEntry['kind'];
  readonly step: number;
  readonly name: string;
  readonly runs: MaskRuns;
}

export function draftMemory(store: Store): DraftMemory {
  const drafts = leastRecentlyUsed<OpenDraft>(keptDrafts);

  function build(head: DraftHead): OpenDraft {
    const volume = store.cases.volume(head.caseId);
    if (!volume) throw new AppError('not-found', { what: 'case', id: head.caseId });
    const { geometry } = volume;
    const [nx, ny, nz] = geometry.dimensions;
    const history = store.drafts.journal(head.id).reduce(advance, emptyHistory);
    const base = baseMask(store, head);
    const baseRuns = base
      ? readMaskRuns(store.objectPath(base.sha256), geometry)
      : new Uint32Array();
    const drawn = xorRuns(baseRuns, movedRuns(history, 0, history.cursor));
    const mask = maskOfRuns(drawn, nx * ny * nz);
    const measures = liveMeasures(mask, geometry, touchedSlices(drawn, nx * ny));
    const outlinedBy = base?.outlinedBy ?? null;
    return { head, outlinedBy, geometry, mask, history, measures };
  }

  return {
    load: async (draftId, personId) => {
      const head = store.drafts.get(draftId);
      if (!head?.open || head.personId !== personId) {
        throw new AppError('not-found', { what: 'draft', id: draftId });
      }
      return drafts.get(draftId, async () => build(head));
    },
    commit: (draft, { kind, step, name, runs }) => {
      const entry = draft.history.entries + 1;
      // A move names its target; its runs follow from the steps and are not stored twice.
      const stored = kind === 'move' ? new Uint32Array() : runs;
      const at = store.drafts.append(draft.head.id, { entry, kind, step, name, runs: stored });
      draft.history = advance(draft.history, { entry, at, kind, step, name, runs: stored });
      flipRuns(draft.mask, runs);
      draft.measures.update(draft.mask, touchedSlices(runs, sliceVoxels(draft)));
    },
    drop: (draftId) => drafts.drop(draftId),
  };
}

function baseMask(store: Store, head: DraftHead): StoredMask | undefined {
  if (head.baseMaskId === null) return undefined;
  const mask = store.masks.get(head.baseMaskId, unblindedViewer);
  if (!mask) throw new AppError('not-found', { what: 'mask', id: head.baseMaskId });
  return mask;
}

export function sliceVoxels({ geometry }: Pick<OpenDraft, 'geometry'>): number {
  return geometry.dimensions[0] * geometry.dimensions[1];
}

/** A draft as the contract tells it. */
export function describeDraft(draft: OpenDraft): Draft {
  const { head, history, measures } = draft;
  return {
    id: head.id,
    caseId: head.caseId,
    base: head.base,
    outlinedBy: draft.outlinedBy,
    steps: history.steps.map((step) => describeStep(step, sliceVoxels(draft))),
    cursor: history.cursor,
    savedAt: history.steps.at(-1)?.at ?? null,
    measures: measures.read(),
  };
}
