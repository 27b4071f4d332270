/**
 * A training run as a process of its own: one order comes by the channel of `fork`, messages go back.
 * ONNX Runtime blocks this process for a whole step, so that stopping it within two seconds means
 * ending it; the checkpoint of the last whole epoch is what is left.
 */
import { AppError } from '#contract/errors.ts';
import { serveOrder } from '#engine/training/train-child.ts';
import type { TrainMessage, TrainOrder } from '#engine/training/train-order.ts';

const tell = (message: TrainMessage): void => void process.send?.(message);

// A terminal's Ctrl+C reaches every process; what becomes of the run is for the engine to say.
process.on('SIGINT', () => undefined);

// Whoever started this is gone or has changed its mind: nothing here is worth an effort to keep.
process.once('disconnect', () => process.exit(0));

process.once('message', (order: TrainOrder) => {
  process.once('message', () => process.exit(0));
  void serveOrder(order, tell)
    .then(
      (result): TrainMessage => ({ kind: 'done', result }),
      (error: unknown): TrainMessage =>
        error instanceof AppError
          ? { kind: 'failed', error: error.toWire() }
          : { kind: 'defect', ...describe(error) },
    )
    // The last message must have left before the process ends.
    .then((last) => process.send?.(last, () => process.exit(0)));
});

function describe(error: unknown): { readonly message: string; readonly stack: string } {
  if (!(error instanceof Error)) return { message: typeof error, stack: '' };
  return { message: error.message, stack: error.stack ?? '' };
}
