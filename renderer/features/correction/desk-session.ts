import type { Job } from '#contract/procedures/jobs.ts';
import type { CaseDetail, MaskVersion } from '#contract/procedures/cases.ts';
import type { Draft } from '#contract/procedures/annotation.ts';
import type { Reply } from '#contract/errors.ts';
import type { MaskRuns } from '#contract/mask-runs.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../api/engine.ts';
import type { LoadingVolume } from '../../viewer/load-volume.ts';
import { contains, indexOf, type Plane } from '../../viewer/plane.ts';
import { carrySlice } from './carry-slice.ts';
import type { DeskState, Spot } from './desk-state.ts';
import { storedHistory } from './edit-history.ts';
import { createMaskEditor, type MaskEditor } from './mask-editor.ts';
import { createOffers, type Offers } from './offers.ts';
import { firstSlice, maskCentre } from './slice-counts.ts';
import { beginStroke, type Stroke } from './stroke.ts';
import { strokeValue, type ToolId } from './tools.ts';

export interface DeskParts {
  /** When the case was asked for, on the clock of `performance.now()`. */
  readonly askedAt: number;
  readonly engine: Engine;
  readonly jobs: StoreApi<ReadonlyMap<string, Job>>;
  readonly detail: CaseDetail;
  readonly draft: Draft;
  readonly plane: Plane;
  readonly volume: LoadingVolume;
}

/** Everything that a person can do at the desk of one open draft. */
export interface DeskSession {
  readonly parts: DeskParts;
  readonly store: StoreApi<DeskState>;
  /** Takes over the stored mask; nothing can be drawn before. */
  readonly begin: (stored: MaskRuns) => void;
  readonly editor: MaskEditor;
  readonly offers: Offers;
  readonly goTo: (slice: number) => void;
  readonly setTool: (tool: ToolId) => void;
  readonly swapTools: () => void;
  /** HU at a voxel of the shown slice; null outside and where it has not come yet. */
  readonly huAt: (spot: Spot) => number | null;
  readonly sliceLoaded: (slice: number) => boolean;
  /** Starts a stroke with the chosen tool; false when the tool has none or may not draw now. */
  readonly beginStroke: (inverted: boolean) => boolean;
  readonly strokeTo: (spot: Spot) => void;
  readonly endStroke: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly jumpToStep: (cursor: number) => void;
  /** Copies the mask of this slice onto the neighbour in the direction of the last step. */
  readonly carry: () => void;
  readonly finish: () => Promise<Reply<MaskVersion> | null>;
  readonly close: () => void;
}

export function createDeskSession(parts: DeskParts): DeskSession {
  const { plane, volume, draft, engine } = parts;
  const editor = createMaskEditor({
    engine,
    plane,
    draft,
    onFacts: ({ history, counts }) => store.setState({ history, counts }),
    onSave: (save) => store.setState({ save }),
    onMeasures: ({ longAxis }) => store.setState({ longAxis }),
    onReloaded: (error) => {
      store.setState({ notice: { kind: 'failed', error }, preview: null });
      redrawMask();
    },
  });
  const store = createStore<DeskState>(() => initialState(parts));
  const offers = createOffers({ ...parts, store, editor, redrawMask, goTo });
  let stroke: Stroke | null = null;
  let lastDirection: 1 | -1 = plane.forward;
  /** Moves in the history, one after another: steps of an earlier session have to be fetched. */
  let moves: Promise<void> = Promise.resolve();

  function redrawMask(): void {
    store.setState(({ maskVersion }) => ({ maskVersion: maskVersion + 1 }));
  }

  function goTo(slice: number): void {
    const at = store.getState().slice;
    const next = Math.min(plane.depth - 1, Math.max(0, Math.round(slice)));
    if (next === at) return;
    endStroke();
    lastDirection = next > at ? 1 : -1;
    store.setState({ slice: next });
  }

  function sliceLoaded(slice: number): boolean {
    return plane.axes[2] === 2
      ? volume.loaded[slice] === 1
      : store.getState().loadedSlices === volume.loaded.length;
  }

  function setTool(tool: ToolId): void {
    const { tool: current, previousTool } = store.getState();
    endStroke();
    store.setState({ tool, previousTool: tool === current ? previousTool : current, notice: null });
  }

  /** Voxels a stroke may change: those in the HU range, when one holds. */
  function accepts(): (index: number) => boolean {
    const { tool, huRange } = store.getState();
    if (tool !== 'threshold' && !huRange.on) return () => true;
    const { low, high } = huRange;
    return (index) => volume.voxels[index] >= low && volume.voxels[index] <= high;
  }

  function begin(inverted: boolean): boolean {
    const { tool, slice, preview, huRange, brushRadiusMm, maskReady } = store.getState();
    const value = strokeValue(tool, inverted);
    if (value === null) return false;
    if (!maskReady) {
      say('The mask is still loading.');
      return false;
    }
    if (preview) {
      say('Accept the preview with Enter or reject it with Esc before you draw.');
      return false;
    }
    if ((tool === 'threshold' || huRange.on) && !sliceLoaded(slice)) {
      say('This slice is still loading: its HU are needed for the range.');
      return false;
    }
    const name = `${strokeName(tool, inverted)}, slice ${slice + 1}`;
    const radiusMm = brushRadiusMm;
    const now = () => performance.now();
    stroke = beginStroke({ plane, editor, slice, value, radiusMm, accepts: accepts(), name, now });
    store.setState({ notice: null });
    return true;
  }

  function endStroke(): void {
    stroke?.end();
    stroke = null;
  }

  function say(text: string): void {
    store.setState({ notice: { kind: 'info', text } });
  }

  function queueMove(target: (cursor: number) => number): void {
    moves = moves.then(() => move(target(editor.facts().history.cursor)));
  }

  async function move(cursor: number): Promise<void> {
    endStroke();
    if (!store.getState().maskReady) return;
    const before = editor.facts().history;
    const reply = await editor.moveTo(cursor);
    if (!reply.ok) return store.setState({ notice: { kind: 'failed', error: reply.error } });
    const { slices } = before.steps[cursor < before.cursor ? cursor : cursor - 1] ?? {};
    store.setState({ preview: null, notice: null });
    // What changes has to be seen: an undo on another slice would look like nothing.
    if (slices && slices.length > 0 && !slices.includes(store.getState().slice)) {
      goTo(slices[Math.floor(slices.length / 2)]);
    }
    redrawMask();
  }

  return {
    parts,
    store,
    begin: (stored) => {
      editor.begin(stored);
      const crosshair = maskCentre(plane, editor.mask, store.getState().slice);
      store.setState({ maskReady: true, work: null, crosshair });
      redrawMask();
    },
    editor,
    offers,
    goTo,
    setTool,
    swapTools: () => setTool(store.getState().previousTool),
    sliceLoaded,
    huAt: (spot) => {
      const { slice } = store.getState();
      const point = { column: Math.round(spot.column), row: Math.round(spot.row), slice };
      if (!contains(plane, point) || !sliceLoaded(slice)) return null;
      return volume.voxels[indexOf(plane, point)];
    },
    beginStroke: begin,
    strokeTo: (spot) => {
      if (stroke?.to(spot)) redrawMask();
    },
    endStroke,
    undo: () => queueMove((cursor) => cursor - 1),
    redo: () => queueMove((cursor) => cursor + 1),
    jumpToStep: (cursor) => queueMove(() => cursor),
    carry: () => {
      const { slice, preview, maskReady } = store.getState();
      const next = slice + lastDirection;
      if (!maskReady || preview || next < 0 || next >= plane.depth) return;
      endStroke();
      carrySlice(plane, editor.mask, slice, next);
      const name = `carry ${slice + 1} to ${next + 1}`;
      if (!editor.commit({ name, slices: [next], continues: false })) {
        say(`Slice ${next + 1} has all of this slice's mask already.`);
      }
      goTo(next);
      redrawMask();
    },
    finish: async () => {
      endStroke();
      if (store.getState().work) return null;
      store.setState({ work: { title: 'Storing the version', jobId: null } });
      const reply = (await editor.settled())
        ? await engine.call('annotation.finish', { draftId: editor.draftId() })
        : null;
      store.setState({ work: null });
      if (reply && !reply.ok) store.setState({ notice: { kind: 'failed', error: reply.error } });
      return reply;
    },
    close: () => {
      endStroke();
      offers.close();
    },
  };
}

function strokeName(tool: ToolId, inverted: boolean): string {
  if (!inverted) return tool === 'threshold' ? 'threshold brush' : tool;
  return tool === 'eraser' ? 'brush' : 'eraser';
}

function initialState({ draft, plane, volume }: DeskParts): DeskState {
  // The engine counts along k; on another depth the counts come with the mask.
  const counts =
    plane.axes[2] === 2 ? draft.measures.voxelsPerSlice : new Array<number>(plane.depth).fill(0);
  return {
    slice: firstSlice(counts),
    crosshair: { column: Math.floor(plane.columns / 2), row: Math.floor(plane.rows / 2) },
    hover: null,
    trace: [],
    inverted: false,
    keyBrush: null,
    loadedSlices: volume.loaded.reduce((sum, loaded) => sum + loaded, 0),
    tool: 'brush',
    previousTool: 'eraser',
    brushRadiusMm: 4,
    huRange: { on: false, low: -500, high: 400 },
    look: { visible: true, opacity: 0.18 },
    history: storedHistory(draft.steps, draft.cursor),
    counts,
    longAxis: draft.measures.longAxis,
    save: { status: 'saved', at: draft.savedAt === null ? null : Date.parse(draft.savedAt) },
    preview: null,
    proposals: [],
    work: { title: 'Loading the mask', jobId: null },
    maskReady: false,
    notice: null,
    maskVersion: 0,
    aim: null,
  };
}
