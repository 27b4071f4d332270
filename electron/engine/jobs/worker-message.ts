import type { MessagePort } from 'node:worker_threads';

/** What travels to a worker thread; the answer is a `Reply`. */
export interface WorkerRequest {
  readonly task: string;
  readonly input: unknown;
  /** Where progress goes while the task runs. */
  readonly port: MessagePort;
}

export interface WorkerProgress {
  readonly progress: number;
  readonly stage: string;
}
