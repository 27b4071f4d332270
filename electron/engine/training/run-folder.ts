import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { epochMetrics, type EpochMetrics } from '#contract/procedures/experiments.ts';
import { encodeSafetensors, parseSafetensors } from '#native/graph/safetensors.ts';
import type { Weights } from '#native/learning/training-state.ts';

/** The files of a run. */
export interface RunFolder {
  readonly checkpoint: () => Uint8Array | undefined;
  /** The journal first, then the checkpoint: there is no epoch in one that the other lacks. */
  readonly saveEpoch: (metrics: EpochMetrics, checkpoint: Uint8Array) => void;
  /** Takes the checkpoint away, which is five times as large as the selected weights. */
  readonly dropCheckpoint: () => void;
  /** Metrics of the first epochs, as the journal has them. */
  readonly epochs: (count: number) => EpochMetrics[];
  /** The selected weights, written once the run is done. */
  readonly saveSelected: (weights: Weights) => void;
  /** @throws when the run has never come to its end. */
  readonly selected: () => Weights;
}

export function runFolder(folder: string): RunFolder {
  const checkpoint = join(folder, 'checkpoint.safetensors');
  const journal = join(folder, 'epochs.jsonl');
  const selected = join(folder, 'selected.safetensors');
  return {
    checkpoint: () => (existsSync(checkpoint) ? readFileSync(checkpoint) : undefined),
    saveEpoch: (metrics, bytes) => {
      append(journal, `${JSON.stringify(metrics)}\n`);
      writeWhole(checkpoint, bytes);
    },
    dropCheckpoint: () => rmSync(checkpoint, { force: true }),
    epochs: (count) => readJournal(journal).slice(0, count),
    saveSelected: (tensors) => writeWhole(selected, encodeSafetensors({ tensors, metadata: {} })),
    selected: () => parseSafetensors(readFileSync(selected)).tensors,
  };
}

/** The last line of each epoch, in order: an epoch that was interrupted late has two. */
function readJournal(path: string): EpochMetrics[] {
  if (!existsSync(path)) return [];
  const byEpoch = new Map<number, EpochMetrics>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const metrics = parsedLine(line);
    if (metrics) byEpoch.set(metrics.epoch, metrics);
  }
  return [...byEpoch.values()].sort((a, b) => a.epoch - b.epoch);
}

/** A process that was killed while it wrote leaves half a line. */
function parsedLine(line: string): EpochMetrics | undefined {
  try {
    return epochMetrics.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function append(path: string, text: string): void {
  const file = openSync(path, 'a');
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Under the final name there is only ever all of it: temporary name, fsync, rename. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.unfinished`;
  const file = openSync(temporary, 'w');
  try {
    for (let done = 0; done < bytes.length;) {
      done += writeSync(file, bytes, done, Math.min(bytes.length - done, 1 << 28));
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
