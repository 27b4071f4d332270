import { bulkPath } from '#contract/bulk.ts';
import type { Reply, WireError } from '#contract/errors.ts';
import {
  diffRuns,
  flipRuns,
  maskOfRuns,
  runVoxels,
  validRuns,
  type MaskRuns,
} from '#contract/mask-runs.ts';
import type { Draft, Measures } from '#contract/procedures/annotation.ts';
import type { Engine } from '../../api/engine.ts';
import type { Plane } from '../../viewer/plane.ts';
import { fetchRuns, sendEdit } from './draft-wire.ts';
import { flipsTo, storedHistory, withMore, withStep, type EditHistory } from './edit-history.ts';
import { createSaveQueue, type SaveQueue, type SaveState } from './save-queue.ts';
import { countsAfter, touchedSlices } from './slice-counts.ts';
import { storedEdits } from './stored-edits.ts';

/** What the screen shows of the mask. */
export interface MaskFacts {
  readonly history: EditHistory;
  readonly counts: readonly number[];
}

export interface MaskEditorOptions {
  readonly engine: Engine;
  readonly plane: Plane;
  readonly draft: Draft;
  readonly onFacts: (facts: MaskFacts) => void;
  readonly onSave: (state: SaveState) => void;
  readonly onMeasures: (measures: Measures) => void;
  /** The draft was read again because the engine refused an edit. */
  readonly onReloaded: (error: WireError) => void;
}

/** What an action did to the mask array. */
export interface Action {
  readonly name: string;
  /** Slices that may have changed; null for any. */
  readonly slices: readonly number[] | null;
  /** Whether it goes on with the newest step, as a long stroke does. */
  readonly continues: boolean;
}

/** The mask of a draft, its history, and the journal behind it. */
export interface MaskEditor {
  /** What is on the screen; tools write into it and then `commit`. */
  readonly mask: Uint8Array;
  /** Takes over the draft's stored mask; not to be edited before. */
  readonly begin: (stored: MaskRuns) => void;
  /** Journals what changed since the last commit; false, and no step, when nothing did. */
  readonly commit: (action: Action) => boolean;
  /** Flips the runs and commits them. */
  readonly apply: (name: string, runs: MaskRuns) => boolean;
  /** Undo and redo to any step. */
  readonly moveTo: (cursor: number) => Promise<Reply<null>>;
  readonly facts: () => MaskFacts;
  /** The draft that is edited; another one after it was closed elsewhere. */
  readonly draftId: () => string;
  /** Resolves when the engine has everything; false when it refused an edit. */
  readonly settled: () => Promise<boolean>;
  readonly hasUnsaved: () => boolean;
  readonly close: () => void;
}

export function createMaskEditor(options: MaskEditorOptions): MaskEditor {
  const { engine, plane } = options;
  const { caseId } = options.draft;
  let draftId = options.draft.id;
  const mask = new Uint8Array(plane.columns * plane.rows * plane.depth);
  /** The mask as of the last commit. */
  const committed = new Uint8Array(mask.length);
  let facts: MaskFacts = {
    history: storedHistory(options.draft.steps, options.draft.cursor),
    counts: noCounts(plane),
  };
  let moving = false;
  let queue = openQueue();

  function openQueue(): SaveQueue {
    return createSaveQueue({
      send: (edit) => sendEdit(engine, draftId, edit),
      countStored: async (pending) => {
        const stored = await readStored();
        if (!stored.ok) return stored;
        const { cursor, runs } = stored.value;
        const held = { cursor, mask: maskOfRuns(runs, mask.length) };
        return { ok: true, value: storedEdits(committed, pending, held) };
      },
      onState: options.onSave,
      onMeasures: options.onMeasures,
      onConflict: (error) => void reload(error),
      now: Date.now,
    });
  }

  async function readStored(): Promise<
    Reply<{ readonly draft: Draft; readonly cursor: number; readonly runs: MaskRuns }>
  > {
    const draft = await engine.call('annotation.open', { caseId });
    if (!draft.ok) return draft;
    const stored = await fetchRuns(engine, bulkPath.draftMask(draft.value.id));
    if (!stored.ok) return stored;
    // Another draft has other steps, whatever its cursor.
    const cursor = draft.value.id === draftId ? draft.value.cursor : -1;
    return { ok: true, value: { draft: draft.value, cursor, runs: stored.value } };
  }

  /** Shows what the engine holds: better an honest older mask than one that is stored nowhere. */
  async function reload(error: WireError): Promise<void> {
    let stored = await readStored();
    while (!stored.ok && stored.error.code === 'engine-lost') stored = await readStored();
    if (!stored.ok) return;
    const { id, steps, cursor, measures } = stored.value.draft;
    draftId = id;
    queue = openQueue();
    mask.fill(0);
    committed.fill(0);
    adopt(stored.value.runs, storedHistory(steps, cursor));
    options.onMeasures(measures);
    options.onSave({ status: 'saved', at: null });
    options.onReloaded(error);
  }

  /** Draws the stored mask on the empty one. */
  function adopt(runs: MaskRuns, history: EditHistory): void {
    flipRuns(mask, runs);
    flipRuns(committed, runs);
    show({ history, counts: countsAfter(plane, noCounts(plane), { mask, runs }) });
  }

  function show(next: MaskFacts): void {
    facts = next;
    options.onFacts(next);
  }

  function commit({ name, slices, continues }: Action): boolean {
    const runs = changedRuns({ plane, before: committed, after: mask }, slices);
    if (runs.length === 0) return false;
    flipRuns(committed, runs);
    const flips = { name, runs, slices: touchedSlices(plane, runs), voxels: runVoxels(runs) };
    const from = facts.history.cursor;
    const history = continues ? withMore(facts.history, flips) : withStep(facts.history, flips);
    show({ history, counts: countsAfter(plane, facts.counts, { mask, runs }) });
    queue.push({ kind: 'step', name, continues, from, to: history.cursor, runs: [runs] });
    return true;
  }

  async function moveTo(cursor: number): Promise<Reply<null>> {
    const from = facts.history.cursor;
    if (moving || cursor === from || cursor < 0 || cursor > facts.history.steps.length) {
      return { ok: true, value: null };
    }
    moving = true;
    try {
      let flips = flipsTo(facts.history, cursor);
      if (!flips) {
        // The engine can only tell the way between steps that it has.
        await queue.settled();
        const reply = await fetchRuns(engine, bulkPath.draftMove(draftId, from, cursor));
        if (!reply.ok) return reply;
        if (!validRuns(reply.value, mask.length) || facts.history.cursor !== from) {
          return { ok: true, value: null };
        }
        flips = [reply.value];
      }
      let { counts } = facts;
      for (const runs of flips) {
        flipRuns(mask, runs);
        flipRuns(committed, runs);
        counts = countsAfter(plane, counts, { mask, runs });
      }
      show({ history: { ...facts.history, cursor }, counts });
      queue.push({ kind: 'move', from, to: cursor, runs: flips });
      return { ok: true, value: null };
    } finally {
      moving = false;
    }
  }

  return {
    mask,
    begin: (stored) => adopt(stored, facts.history),
    commit,
    apply: (name, runs) => {
      flipRuns(mask, runs);
      return commit({ name, slices: null, continues: false });
    },
    moveTo,
    facts: () => facts,
    draftId: () => draftId,
    settled: () => queue.settled(),
    hasUnsaved: () => queue.pending().length > 0,
    close: () => queue.stop(),
  };
}

function noCounts({ depth }: Plane): number[] {
  return new Array<number>(depth).fill(0);
}

interface Masks {
  readonly plane: Plane;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** Runs of what differs; slices that are one piece of memory are compared alone. */
function changedRuns({ plane, before, after }: Masks, slices: readonly number[] | null): MaskRuns {
  const contiguous = plane.axes[2] === 2;
  if (slices === null || !contiguous) return diffRuns(before, after);
  const parts = [...slices]
    .sort((a, b) => a - b)
    .map((slice) =>
      diffRuns(before, after, slice * plane.depthStride, (slice + 1) * plane.depthStride),
    );
  const runs = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    runs.set(part, at);
    at += part.length;
  }
  return runs;
}
