import { createHash } from 'node:crypto';
import { assembleSeries, type Repeats } from './assemble.ts';
import { openFileSource } from './byte-source.ts';
import type { Instance } from './instance.ts';
import { readInstance } from './read-instance.ts';
import { type Refusal, RefusalError } from './refusal.ts';
import type { SeriesDraft } from './series.ts';
import { TransferSyntax } from './transfer-syntax.ts';
import { type FoundFile, walkFiles } from './walk-files.ts';

export interface ScanProgress {
  readonly files: number;
  /** Total size of the files looked at, in bytes. */
  readonly bytes: number;
}

export interface ScanOptions {
  readonly signal?: AbortSignal;
  /** Called after every file. */
  readonly onProgress?: (progress: ScanProgress) => void;
}

export interface ScanReport {
  readonly series: readonly SeriesDraft[];
  readonly refused: readonly Refusal[];
  readonly scanned: ScanProgress;
}

/**
 * Looks through files and folders and assembles the CT series in them. Only headers are read. A
 * file that cannot be used is listed with the reason and never stops the rest.
 *
 * @throws The signal's reason when aborted; nothing else.
 */
export async function scanSources(
  paths: readonly string[],
  { signal, onProgress }: ScanOptions = {},
): Promise<ScanReport> {
  const refused: Refusal[] = [];
  const bySeries = new Map<string, Instance[]>();
  let scanned: ScanProgress = { files: 0, bytes: 0 };
  const unreadable = (path: string) => refused.push({ path, code: 'unreadable', facts: {} });
  for await (const file of walkFiles(paths, unreadable)) {
    signal?.throwIfAborted();
    const outcome = await readFile(file);
    if ('code' in outcome) refused.push(outcome);
    else {
      const { seriesInstanceUid } = outcome.identity;
      const series = bySeries.get(seriesInstanceUid);
      if (series) series.push(outcome);
      else bySeries.set(seriesInstanceUid, [outcome]);
    }
    scanned = { files: scanned.files + 1, bytes: scanned.bytes + file.bytes };
    onProgress?.(scanned);
  }
  const series: SeriesDraft[] = [];
  for (const instances of bySeries.values()) {
    signal?.throwIfAborted();
    const { unique, repeats } = await withoutRepeats(instances);
    series.push(...assembleSeries(unique, repeats));
  }
  return { series, refused, scanned };
}

/** The one place where what a file does wrong becomes its line in the report. */
async function readFile({ path }: FoundFile): Promise<Instance | Refusal> {
  try {
    const source = await openFileSource(path);
    try {
      return await readInstance(source, path);
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof RefusalError) return { path, code: error.code, facts: error.facts };
    // Values that contradict the standard make the parser fail in ways of its own.
    return { path, code: isFileError(error) ? 'unreadable' : 'damaged', facts: {} };
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}

/** The first file of every SOP Instance UID, and how the others compare with it. */
async function withoutRepeats(instances: readonly Instance[]) {
  const first = new Map<string, Instance>();
  const identical: string[] = [];
  const conflicting: string[] = [];
  for (const instance of instances) {
    const { sopInstanceUid } = instance.identity;
    const known = first.get(sopInstanceUid);
    if (!known) first.set(sopInstanceUid, instance);
    else if (await samePixels(known, instance)) identical.push(sopInstanceUid);
    else conflicting.push(sopInstanceUid);
  }
  const repeats: Repeats = { identical, conflicting };
  return { unique: [...first.values()], repeats };
}

async function samePixels(a: Instance, b: Instance): Promise<boolean> {
  return (await pixelDigest(a)) === (await pixelDigest(b));
}

async function pixelDigest({ path, pixels }: Instance): Promise<string> {
  const source = await openFileSource(path);
  try {
    // Deflated files have no place of their own for pixels; they are compared whole.
    const start = pixels.transferSyntaxUid === TransferSyntax.deflated ? 0 : pixels.offset;
    const bytes = await source.read(start, pixels.length ?? source.size);
    return createHash('sha256').update(bytes).digest('hex');
  } finally {
    await source.close();
  }
}
