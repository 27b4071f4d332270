import type { StoredType } from '../../graph/element-types.ts';
import { parseSafetensors } from '../../graph/safetensors.ts';
import type { Tensor } from '../../graph/tensor-type.ts';
import { flattenState } from './flatten-state.ts';
import type { PickleValue } from './pickle-values.ts';
import { budgetOf, readView } from './tensor-view.ts';
import { isTorchLegacy, readTorchLegacy } from './torch-legacy.ts';
import { readTorchZip } from './torch-zip.ts';
import { WeightFileError } from './weight-file-error.ts';

export type WeightFormat = 'pytorch-zip' | 'pytorch-legacy' | 'safetensors';

/** A file of weights, read. */
export interface WeightFile {
  readonly format: WeightFormat;
  /** Tensors by their path in the file, in its order; float32 whatever the file has. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** What the numbers are in the file. */
  readonly types: ReadonlyMap<string, StoredType>;
  /** Numbers and texts beside the tensors, by their path. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Reads a file of weights, of whichever form it is, without running anything it holds.
 *
 * @throws WeightFileError whatever else the file is.
 */
export function parseWeightFile(bytes: Uint8Array): WeightFile {
  const form = forms.find(({ begins }) => begins(bytes));
  if (!form) throw new WeightFileError('unknown-format', unknownForm(bytes));
  return form.read(bytes);
}

interface Form {
  readonly begins: (bytes: Uint8Array) => boolean;
  readonly read: (bytes: Uint8Array) => WeightFile;
}

const forms: readonly Form[] = [
  {
    begins: (bytes) => startsWith(bytes, 'PK\x03\x04'),
    read: (bytes) => torchFile('pytorch-zip', readTorchZip(bytes), bytes.length),
  },
  {
    begins: isTorchLegacy,
    read: (bytes) => torchFile('pytorch-legacy', readTorchLegacy(bytes), bytes.length),
  },
  { begins: (bytes) => bytes[8] === '{'.charCodeAt(0), read: readSafetensors },
];

function torchFile(format: WeightFormat, saved: PickleValue, fileBytes: number): WeightFile {
  const { views, facts } = flattenState(saved);
  const budget = budgetOf(fileBytes);
  return {
    format,
    tensors: new Map([...views].map(([name, view]) => [name, readView(view, budget)])),
    types: new Map([...views].map(([name, { type }]) => [name, type])),
    metadata: Object.fromEntries(facts),
  };
}

function readSafetensors(bytes: Uint8Array): WeightFile {
  try {
    return { format: 'safetensors', ...parseSafetensors(bytes) };
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new WeightFileError('damaged', cause.message, undefined, { cause });
  }
}

/** What else people take for weights, told apart for the message. */
function unknownForm(bytes: Uint8Array): string {
  if (bytes[0] === 0x80) return 'a pickle, but not one of PyTorch’s files of weights';
  if (startsWith(bytes, '\x89HDF')) return 'an HDF5 file, as Keras writes; not one of PyTorch’s';
  if (startsWith(bytes.subarray(TAR_MARK), 'ustar')) {
    return 'a tar archive, as PyTorch wrote before 0.1.10; save the weights again with a later one';
  }
  return 'not a file of weights: neither PyTorch’s nor safetensors';
}

const TAR_MARK = 257;

function startsWith(bytes: Uint8Array, start: string): boolean {
  return Array.from(start).every((c, n) => bytes[n] === c.charCodeAt(0));
}
