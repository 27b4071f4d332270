import type { MaskRuns } from '#contract/mask-runs.ts';
import type { Step } from '#contract/procedures/annotation.ts';

/** One named entry of the undo list. */
export interface HistoryStep {
  readonly name: string;
  /** Slices it touched, 0-based. */
  readonly slices: readonly number[];
  /** Flipped voxels. */
  readonly voxels: number;
  /** The flips in the order they were made; null for a step that only the engine remembers. */
  readonly runs: readonly MaskRuns[] | null;
}

/** Steps of every tool in one list; those after the cursor can be redone. */
export interface EditHistory {
  readonly steps: readonly HistoryStep[];
  readonly cursor: number;
}

/** The history of a draft as the engine remembers it from before. */
export function storedHistory(steps: readonly Step[], cursor: number): EditHistory {
  return {
    steps: steps.map(({ name, slices, voxels }) => ({ name, slices, voxels, runs: null })),
    cursor,
  };
}

/** What one action flipped. */
export interface Flips {
  readonly name: string;
  readonly slices: readonly number[];
  readonly voxels: number;
  readonly runs: MaskRuns;
}

/** Adds a step at the cursor; what could be redone is gone then. */
export function withStep(history: EditHistory, { runs, ...facts }: Flips): EditHistory {
  const kept = history.steps.slice(0, history.cursor);
  return { steps: [...kept, { ...facts, runs: [runs] }], cursor: kept.length + 1 };
}

/** Continues the newest step, e.g. a stroke that is still being drawn. */
export function withMore(history: EditHistory, flips: Flips): EditHistory {
  const last = history.steps.at(-1);
  if (!last?.runs || history.cursor !== history.steps.length) {
    throw new Error('only the newest step of this session can be continued');
  }
  const step: HistoryStep = {
    name: flips.name,
    slices: [...new Set([...last.slices, ...flips.slices])].sort((a, b) => a - b),
    voxels: last.voxels + flips.voxels,
    runs: [...last.runs, flips.runs],
  };
  return { steps: [...history.steps.slice(0, -1), step], cursor: history.cursor };
}

/**
 * The flips that lead from the cursor to another one, or null when the engine has to be asked for
 * them. Flips commute, so their order does not matter.
 */
export function flipsTo(history: EditHistory, cursor: number): readonly MaskRuns[] | null {
  const between = history.steps.slice(
    Math.min(history.cursor, cursor),
    Math.max(history.cursor, cursor),
  );
  const runs: MaskRuns[] = [];
  for (const step of between) {
    if (!step.runs) return null;
    runs.push(...step.runs);
  }
  return runs;
}
