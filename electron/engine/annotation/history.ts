import { runVoxels, type MaskRuns } from '#contract/mask-runs.ts';
import type { Step } from '#contract/procedures/annotation.ts';
import type { JournalEntry } from '#engine/store/repositories/draft-repository.ts';
import { touchedSlices, xorRuns } from './xor-runs.ts';

/** A step with the voxels it flips, all its parts together. */
export interface HistoryStep {
  readonly number: number;
  readonly name: string;
  readonly at: string;
  readonly runs: MaskRuns;
}

/** What can be undone and redone: steps up to the cursor are in effect. */
export interface History {
  readonly steps: readonly HistoryStep[];
  readonly cursor: number;
  /** Number of the newest journal entry, which the next one follows. */
  readonly entries: number;
}

export const emptyHistory: History = { steps: [], cursor: 0, entries: 0 };

/** The history after one more journal entry. An edit drops what could have been redone. */
export function advance(history: History, entry: JournalEntry): History {
  const entries = entry.entry;
  switch (entry.kind) {
    case 'move':
      return { ...history, entries, cursor: entry.step };
    case 'edit': {
      const { step: number, name, at, runs } = entry;
      const kept = history.steps.slice(0, history.cursor);
      return { steps: [...kept, { number, name, at, runs }], cursor: number, entries };
    }
    case 'continue': {
      const last = history.steps[entry.step - 1];
      const kept = history.steps.slice(0, entry.step - 1);
      const longer = { ...last, at: entry.at, runs: xorRuns(last.runs, entry.runs) };
      return { steps: [...kept, longer], cursor: entry.step, entries };
    }
  }
}

/** Runs of the voxels that moving the cursor flips; both cursors in [0, number of steps]. */
export function movedRuns({ steps }: History, from: number, to: number): MaskRuns {
  return steps
    .slice(Math.min(from, to), Math.max(from, to))
    .reduce<MaskRuns>((runs, step) => xorRuns(runs, step.runs), new Uint32Array());
}

/** A step as the undo list shows it. */
export function describeStep(step: HistoryStep, sliceVoxels: number): Step {
  const { number, name, at, runs } = step;
  return { number, name, at, slices: touchedSlices(runs, sliceVoxels), voxels: runVoxels(runs) };
}
