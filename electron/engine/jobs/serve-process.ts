import type { Reply } from '#contract/errors.ts';
import type { ProcessMessage, ProcessOrder, WorkerRequest } from './worker-message.ts';

/** The process's side: runs the one task that it is told, answers, and ends. */
export function serveProcess(runTask: (request: WorkerRequest) => Promise<Reply<unknown>>): void {
  const tell = (message: ProcessMessage, then?: () => void): void =>
    void process.send?.(message, undefined, undefined, () => then?.());
  // Whoever started this is gone: nobody waits for the answer.
  process.once('disconnect', () => process.exit(0));
  process.once('message', (order: ProcessOrder) => {
    const port: WorkerRequest['port'] = {
      postMessage: (progress) => tell({ kind: 'progress', progress }),
      close: () => undefined,
    };
    void runTask({ ...order, port })
      .then(
        (reply): ProcessMessage => ({ kind: 'reply', reply }),
        (error: unknown): ProcessMessage => ({ kind: 'defect', ...describe(error) }),
      )
      // The last message must have left before the process ends.
      .then((last) => tell(last, () => process.exit(0)));
  });
}

function describe(error: unknown): { readonly message: string; readonly stack: string } {
  if (!(error instanceof Error)) return { message: typeof error, stack: '' };
  return { message: error.message, stack: error.stack ?? '' };
}
