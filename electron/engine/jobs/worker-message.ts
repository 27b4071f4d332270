import type { Reply } from '#contract/errors.ts';

/** What travels to a worker thread; the answer is a `Reply`. */
export interface WorkerRequest {
  readonly task: string;
  readonly input: unknown;
  /** Where progress goes while the task runs: a port of the thread, or the channel of a process. */
  readonly port: {
    readonly postMessage: (progress: WorkerProgress) => void;
    readonly close: () => void;
  };
}

export interface WorkerProgress {
  readonly progress: number;
  readonly stage: string;
}

/** What a process of its own is told to do, and what it tells. */
export type ProcessOrder = Omit<WorkerRequest, 'port'>;

export type ProcessMessage =
  | { readonly kind: 'progress'; readonly progress: WorkerProgress }
  | { readonly kind: 'reply'; readonly reply: Reply<unknown> }
  /** A defect, which keeps its words and its stack only. */
  | { readonly kind: 'defect'; readonly message: string; readonly stack: string };
