import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { RunEstimate, StoredWeights } from '#contract/procedures/experiments.ts';
import { readMaskFile } from '#engine/store/mask-file.ts';
import { writeObject, type StoredObject } from '#engine/store/object-files.ts';
import { readVoxels, type VoxelFile } from '#engine/store/voxel-file.ts';
import { parseWeightFile } from '#native/learning/weights/parse-weight-file.ts';
import { WeightFileError } from '#native/learning/weights/weight-file-error.ts';
import { estimateOn, type EstimateOrder } from './estimate-run.ts';
import { encodePrepared, preparation, prepareCase } from './prepared-case.ts';

interface PrepareOrder {
  readonly volume: VoxelFile;
  readonly maskPath: string;
  /** Where objects are written. */
  readonly objects: string;
}

interface ImportOrder {
  readonly path: string;
  readonly objects: string;
}

/** Training's work in worker threads; the runs themselves have a process of their own. */
export const trainingTasks = {
  'prepare-case': ({ volume, maskPath, objects }: PrepareOrder): StoredObject => {
    const { geometry } = volume;
    const mask = { geometry, data: readMaskFile(maskPath, geometry) };
    const prepared = onGrid(() => prepareCase(readVoxels(volume), mask));
    return writeObject(objects, encodePrepared(prepared));
  },

  'estimate-run': (order: EstimateOrder): RunEstimate => estimateOn(order),

  'import-weights': ({ path, objects }: ImportOrder): Omit<StoredWeights, 'id' | 'importedAt'> => {
    const name = basename(path);
    const bytes = readWeights(path);
    const { format, tensors } = explained(name, () => parseWeightFile(bytes));
    if (tensors.size === 0) {
      throw new AppError('weights-unreadable', { file: name, reason: 'it holds no tensors' });
    }
    return { name, format, tensors: tensors.size, ...writeObject(objects, bytes) };
  },
};

export type TrainingTasks = typeof trainingTasks;

function onGrid<T>(prepare: () => T): T {
  try {
    return prepare();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AppError('mask-vanishes', { spacingMm: preparation.spacingMm }, { cause: error });
  }
}

function readWeights(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = 'there is no such file, or it may not be read';
    throw new AppError('weights-unreadable', { file: basename(path), reason }, { cause });
  }
}

function explained<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof WeightFileError)) throw error;
    throw new AppError('weights-unreadable', { file, reason: error.message }, { cause: error });
  }
}
