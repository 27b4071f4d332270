import type { Reply, WireError } from '#contract/errors.ts';
import type { MaskRuns } from '#contract/mask-runs.ts';
import type { Measures } from '#contract/procedures/annotation.ts';

/** An edit that is on the screen and not yet acknowledged by the engine. */
export type PendingEdit = {
  /** Cursor before and after it. */
  readonly from: number;
  readonly to: number;
  readonly runs: readonly MaskRuns[];
} & (
  | { readonly kind: 'step'; readonly name: string; readonly continues: boolean }
  | { readonly kind: 'move' }
);

/** Whether what is on the screen is safe. */
export type SaveState =
  | { readonly status: 'saved'; readonly at: number | null }
  | { readonly status: 'saving' }
  /** The engine is away; edits are kept here and sent when it is back. */
  | { readonly status: 'waiting' }
  | { readonly status: 'refused'; readonly error: WireError };

export interface SaveQueueOptions {
  /** Journals one edit; `engine-lost` when nobody knows whether it arrived. */
  readonly send: (edit: PendingEdit) => Promise<Reply<Measures>>;
  /** Asks a returned engine how many of the pending edits it has; null when it knows others. */
  readonly countStored: (pending: readonly PendingEdit[]) => Promise<Reply<number | null>>;
  readonly onState: (state: SaveState) => void;
  readonly onMeasures: (measures: Measures) => void;
  /** The engine holds something else than the screen: the draft must be read again. */
  readonly onConflict: (error: WireError) => void;
  readonly now: () => number;
}

export interface SaveQueue {
  readonly push: (edit: PendingEdit) => void;
  /** Resolves when nothing is pending; false when an edit was refused. */
  readonly settled: () => Promise<boolean>;
  readonly pending: () => readonly PendingEdit[];
  /** Stops sending, e.g. because the desk is closed or the draft is read again. */
  readonly stop: () => void;
}

/** Sends edits one after another, in order, through any number of engine restarts. */
export function createSaveQueue(options: SaveQueueOptions): SaveQueue {
  let pending: PendingEdit[] = [];
  let running: Promise<boolean> | null = null;
  let stopped = false;

  async function run(): Promise<boolean> {
    while (pending.length > 0 && !stopped) {
      options.onState({ status: 'saving' });
      const reply = await options.send(pending[0]);
      if (stopped) return false;
      if (reply.ok) {
        pending.shift();
        // Measures of an edit that others follow are out of date before they are drawn.
        if (pending.length === 0) options.onMeasures(reply.value);
        continue;
      }
      const error = reply.error.code === 'engine-lost' ? await comeBack() : reply.error;
      if (error) return refuse(error);
    }
    // Cleared here and not in a later turn, in which an edit pushed meanwhile would be left lying.
    running = null;
    if (!stopped) options.onState({ status: 'saved', at: options.now() });
    return !stopped;
  }

  /** Waits for the engine and drops what it has already; the error when it cannot go on. */
  async function comeBack(): Promise<WireError | null> {
    options.onState({ status: 'waiting' });
    const reply = await options.countStored(pending);
    if (stopped) return null;
    if (!reply.ok) return reply.error.code === 'engine-lost' ? null : reply.error;
    if (reply.value === null) {
      return {
        code: 'draft-conflict',
        details: { draftId: '', expected: pending[0].from, got: pending[0].from },
      };
    }
    pending = pending.slice(reply.value);
    return null;
  }

  function refuse(error: WireError): false {
    stopped = true;
    options.onState({ status: 'refused', error });
    options.onConflict(error);
    return false;
  }

  return {
    push: (edit) => {
      pending.push(edit);
      running ??= run();
    },
    settled: () => running ?? Promise.resolve(!stopped),
    pending: () => pending,
    stop: () => {
      stopped = true;
    },
  };
}
