import { describeError } from '#contract/sentences.ts';
import type { SaveState } from './save-queue.ts';

/** Whether the work is safe, in one short sentence. */
export function saveSentence(save: SaveState, nowMs: number): string {
  switch (save.status) {
    case 'saving':
      return 'Saving…';
    case 'waiting':
      return 'Not saved: the engine is restarting, your edits are kept here';
    case 'refused':
      return `Not saved: ${describeError(save.error)}`;
    case 'saved':
      return save.at === null ? 'Nothing to save' : `Saved ${ago(nowMs - save.at)}`;
  }
}

function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 2) return 'just now';
  if (seconds < 90) return `${seconds} s ago`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}
