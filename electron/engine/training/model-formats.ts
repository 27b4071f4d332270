import { extname } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { writeFailed } from '#contract/write-failed.ts';
import type { Store } from '#engine/store/store.ts';
import { exportOnnx } from '#native/learning/weights/export-onnx.ts';
import { encodeModelFile, type Model } from '#native/learning/weights/model-file.ts';
import { modelOfRun } from './keep-model.ts';
import { writeWhole } from './run-folder.ts';

/** Files that a trained network leaves the library in, by their ending. */
const formats: Readonly<Record<string, (model: Model) => Uint8Array>> = {
  /** Plain ONNX: any ONNX Runtime runs it. */
  '.onnx': exportOnnx,
  /** Weights with their card: a later run can begin from it. */
  '.safetensors': encodeModelFile,
};

/**
 * The selected weights of a run that is done, as the bytes of a file.
 *
 * @param path Its ending names the format.
 * @throws AppError invalid-input for another ending, run-not-done, not-found.
 */
export function modelFileOf(store: Store, runId: string, path: string): Uint8Array {
  const ending = extname(path).toLowerCase();
  if (!Object.hasOwn(formats, ending)) {
    const message = `ends in ${Object.keys(formats).join(' or ')}`;
    throw new AppError('invalid-input', { issues: [{ path: 'path', message }] });
  }
  const name = store.runs.get(runId)?.name ?? runId;
  return formats[ending](modelOfRun(store, runId, name));
}

/**
 * Writes that file, whole or not at all.
 *
 * @returns Its bytes.
 * @throws AppError write-failed, and what `modelFileOf` throws.
 */
export function writeModelFile(store: Store, runId: string, path: string): number {
  const bytes = modelFileOf(store, runId, path);
  try {
    writeWhole(path, bytes);
  } catch (cause) {
    throw writeFailed(path, cause);
  }
  return bytes.length;
}
