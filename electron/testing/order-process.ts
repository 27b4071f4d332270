/** Stands in the place of a training process and ends as it is told, for the one that watches it. */
import type { TrainMessage, TrainOrder } from '#engine/training/train-order.ts';

const tell = (message: TrainMessage): void => void process.send?.(message);

/** Ways to behave, by the folder of the order. */
const ways: Readonly<Record<string, () => void>> = {
  abort: () => process.abort(),
  kill: () => process.kill(process.pid, 'SIGKILL'),
  'fill the memory': () => {
    console.error("terminate called after throwing an instance of 'std::bad_alloc'");
    process.exit(3);
  },
  exit: () => process.exit(7),
  refuse: () => {
    tell({
      kind: 'failed',
      error: { code: 'weights-unfit', details: { name: 'a', network: 'swin' } },
    });
    process.disconnect();
  },
  spin: () => {
    tell({ kind: 'started', parameters: 1, matched: null });
    // The message leaves before the loop that never ends.
    setTimeout(() => {
      for (;;);
    }, 50);
  },
};

process.once('message', ({ folder }: TrainOrder) => ways[folder]());
