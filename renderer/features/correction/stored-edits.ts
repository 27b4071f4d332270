import { flipRuns } from '#contract/mask-runs.ts';
import type { PendingEdit } from './save-queue.ts';

/** Where the engine stands after it was away. */
export interface EngineDraft {
  readonly cursor: number;
  readonly mask: Uint8Array;
}

/**
 * How many of the pending edits the engine had journaled before its answer was lost: the screen's
 * mask is wound back edit by edit until it equals the engine's.
 *
 * @param mask The mask with every pending edit in it; not changed.
 * @returns The count, or null when the engine's draft is none of these states.
 */
export function storedEdits(
  mask: Uint8Array,
  pending: readonly PendingEdit[],
  engine: EngineDraft,
): number | null {
  const state = mask.slice();
  for (let count = pending.length; count >= 0; count--) {
    const cursor = count > 0 ? pending[count - 1].to : (pending.at(0)?.from ?? engine.cursor);
    if (cursor === engine.cursor && sameMask(state, engine.mask)) return count;
    if (count > 0) for (const runs of pending[count - 1].runs) flipRuns(state, runs);
  }
  return null;
}

function sameMask(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if ((a[i] === 0) !== (b[i] === 0)) return false;
  return true;
}
