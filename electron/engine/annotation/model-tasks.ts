import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { maskRuns } from '#contract/mask-runs.ts';
import type { OutlineSource } from '#contract/procedures/cases.ts';
import type { Segmenter } from '#contract/procedures/segmenters.ts';
import type { TaskControl } from '#engine/jobs/task.ts';
import { objectPath, writeObject } from '#engine/store/object-files.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import { parseSegmentationCard, type SegmentationCard } from '#native/runtime/segmentation-card.ts';
import { segmentWithModel } from '#native/runtime/segment-with-model.ts';
import { tryWindow } from '#native/runtime/segmentation-ports.ts';
import { createSession, type LoadedSession } from '#native/runtime/session.ts';
import { centreOfRuns } from './mask-box.ts';
import { modelReason } from './model-reason.ts';
import { storeMask, type AutomaticResult } from './store-outline.ts';

export interface ImportOrder {
  readonly modelPath: string;
  readonly cardPath: string;
  /** Where objects are written. */
  readonly objects: string;
}

export interface ModelOrder {
  readonly volume: VoxelFile;
  readonly model: OutlineSource;
  readonly objects: string;
  /** Of the processor, for the network. */
  readonly threads: number;
}

/** Work of segmentation models that people brought; each in a process of its own. */
export const modelTasks = {
  /** Reads a model and its card, and stores both when an empty window went through. */
  'import-segmenter': async ({
    modelPath,
    cardPath,
    objects,
  }: ImportOrder): Promise<Omit<Segmenter, 'id' | 'importedAt'>> => {
    const cardBytes = readGiven(cardPath);
    const card = unusable(cardPath, () => parseSegmentationCard(cardBytes.toString('utf8')));
    const model = readGiven(modelPath);
    const channels = await unusable(modelPath, () =>
      withSession(model, {}, (session) => tryWindow(card, session)),
    );
    const { name, input: _input, output: _output, format: _format, ...declares } = card;
    const { sha256: modelSha256, bytes } = writeObject(objects, model);
    const { sha256: cardSha256 } = writeObject(objects, cardBytes);
    return { name, modelSha256, cardSha256, bytes, channels, declares: declared(declares) };
  },

  'segment-with-model': async (
    { volume, model, objects, threads }: ModelOrder,
    { report }: TaskControl,
  ): Promise<AutomaticResult> => {
    report(0, 'reading the model');
    const { name } = model;
    const run = async () => {
      const card = parseSegmentationCard(
        readStored(objects, model.cardSha256, 'card').toString('utf8'),
      );
      const onProgress = (share: number, windows: number): void =>
        report(share, `window ${Math.round(share * windows)} of ${windows}`);
      return withSession(readStored(objects, model.modelSha256, 'model'), { threads }, (session) =>
        segmentWithModel(readVoxels(volume), card, session, { onProgress }),
      );
    };
    const { data } = await run().catch((cause: unknown) => {
      throw new AppError('segmenter-failed', { name, reason: modelReason(cause) }, { cause });
    });
    const runs = maskRuns(data);
    if (runs.length === 0) throw new AppError('segmenter-found-nothing', { name });
    const mask = storeMask(runs, volume, objects);
    const outline = {
      runs,
      // Nobody has measured how often such a model agrees with a reader.
      confidence: { value: null, verdict: 'check' as const, reasons: [] },
      centreIjk: centreOfRuns(runs, volume.geometry.dimensions),
      volumeMm3: mask.volumeMm3,
      diameterMm: mask.longAxisMm,
    };
    return { outlines: [outline], mask };
  },
};

async function withSession<T>(
  model: Uint8Array,
  options: { readonly threads?: number },
  use: (session: LoadedSession) => Promise<T>,
): Promise<T> {
  const session = await createSession(model, { ...options, quiet: true });
  try {
    return await use(session);
  } finally {
    await session.dispose();
  }
}

function readGiven(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = 'there is no such file, or it may not be read';
    throw new AppError('segmenter-unusable', { file: basename(path), reason }, { cause });
  }
}

/** Gives a failure of what a file holds its sentence. */
function unusable<T>(path: string, use: () => T): T {
  const refuse = (cause: unknown): never => {
    const file = basename(path);
    throw new AppError('segmenter-unusable', { file, reason: modelReason(cause) }, { cause });
  };
  try {
    const result = use();
    return result instanceof Promise ? (result.catch(refuse) as T) : result;
  } catch (error) {
    return refuse(error);
  }
}

/** @throws RangeError when the library's file is not what was imported. */
function readStored(objects: string, sha256: string, what: string): Buffer {
  const bytes = readFileSync(objectPath(objects, sha256));
  if (createHash('sha256').update(bytes).digest('hex') === sha256) return bytes;
  throw new RangeError(`the library's copy of the ${what} is damaged; import it again`);
}

type Declared = Omit<SegmentationCard, 'name' | 'input' | 'output' | 'format'>;

function declared({ axes, spacingMm, hu, to, patch, ...rest }: Declared): Segmenter['declares'] {
  return {
    ...rest,
    axes: axes.join(''),
    spacingMm: [...spacingMm],
    hu: [...hu],
    to: [...to],
    patch: [...patch],
  };
}
