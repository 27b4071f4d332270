import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import type { StoredType } from '../../graph/element-types.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { parseWeightFile, type WeightFile } from './parse-weight-file.ts';
import { WeightFileError } from './weight-file-error.ts';

// Expectations written by torch.load of PyTorch 1.13: format, shapes, sums and first numbers.
interface ExpectedTensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly sum: number | string;
  readonly head: readonly (number | boolean | string)[];
}
interface ExpectedFile {
  readonly format: string;
  readonly bytes: number;
  readonly error?: string;
  readonly tensors?: Readonly<Record<string, ExpectedTensor | { readonly value: string }>>;
}

const folder = sharedFile('data/torch');
const expectationFile = sharedFile('data/torch/expected_tensors_torch1.13.json');

const formats: Readonly<Record<string, WeightFile['format']>> = {
  zip: 'pytorch-zip',
  'legacy-pickle': 'pytorch-legacy',
};

/** PyTorch's names of what we call by safetensors' names. */
const dtypeNames: Readonly<Partial<Record<StoredType, string>>> = {
  ...{ F64: 'torch.float64', F32: 'torch.float32', F16: 'torch.float16', BF16: 'torch.bfloat16' },
  ...{ I64: 'torch.int64', I32: 'torch.int32', I16: 'torch.int16', I8: 'torch.int8' },
  ...{ U8: 'torch.uint8', BOOL: 'torch.bool' },
};

const expectations = expectationFile ? readExpectations(expectationFile) : {};
const present = folder ? weightFilesIn(folder) : [];

test.skipIf(!folder)('every stored file of weights has an expectation, and is found', () => {
  const named = present.filter((path) => !path.startsWith('generated'));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((path) => !expectationOf(path))).toEqual([]);
});

for (const path of present) {
  const expected = expectationOf(path);
  if (!expected) continue;

  test(`${path} reads as PyTorch reads it`, () => {
    const bytes = readFileSync(join(folder ?? '', path));
    expect(bytes.length).toBe(expected.bytes);
    if (expected.error !== undefined) {
      expect(() => parseWeightFile(bytes)).toThrow(WeightFileError);
      return;
    }
    const file = parseWeightFile(bytes);
    expect(file.format).toBe(formats[expected.format]);
    const entries = Object.entries(expected.tensors ?? {});
    const tensors = entries.filter(
      (entry): entry is [string, ExpectedTensor] => 'dtype' in entry[1],
    );
    expect([...file.tensors.keys()].toSorted()).toEqual(tensors.map(([name]) => name).toSorted());
    for (const [name, tensor] of tensors) expectTensor(file, name, tensor);
    const facts = entries.flatMap(([name, entry]) =>
      'value' in entry && entry.value !== NOTHING ? [[name, asWritten(entry.value)] as const] : [],
    );
    expect(file.metadata).toEqual(Object.fromEntries(facts));
  });
}

const safetensorsFile = sharedFile(
  'data/torch/burn/safetensors-tests/tests/multi_layer/multi_layer.safetensors',
);

test.skipIf(!safetensorsFile)(
  'a safetensors file reads as the safetensors library reads it',
  () => {
    const file = parseWeightFile(readFileSync(safetensorsFile ?? ''));
    expect(file.format).toBe('safetensors');
    expect(file.types.get('norm1.num_batches_tracked')).toBe('I64');
    // Shapes and sums by safetensors 0.8.0 and torch 2.13.0.
    const expected: Readonly<Record<string, readonly [shape: readonly number[], sum: number]>> = {
      'conv1.bias': [[4], 0.3774467371404171],
      'conv1.weight': [[4, 3, 3, 3], 0.452049087791238],
      'fc1.bias': [[16], -0.11218494921922684],
      'fc1.weight': [[16, 256], -3.8182605504989624],
      'norm1.bias': [[4], 0],
      'norm1.num_batches_tracked': [[], 1],
      'norm1.running_mean': [[4], 0.0753373148618266],
      'norm1.running_var': [[4], 3.6108431220054626],
      'norm1.weight': [[4], 4],
    };
    expect([...file.tensors.keys()].toSorted()).toEqual(Object.keys(expected));
    for (const [name, [shape, sum]] of Object.entries(expected)) {
      const tensor = file.tensors.get(name);
      expect(tensor?.shape, name).toEqual(shape);
      expect(
        tensor?.data.reduce((a, b) => a + b, 0),
        name,
      ).toBeCloseTo(sum, 9);
    }
  },
);

test('files of other kinds are told apart in the message', () => {
  const problem = (start: string): string => {
    const bytes = new Uint8Array(600);
    bytes.set(Buffer.from(start, 'latin1'));
    try {
      parseWeightFile(bytes);
    } catch (error) {
      if (error instanceof WeightFileError && error.problem === 'unknown-format') {
        return error.message;
      }
      throw error;
    }
    return '';
  };
  expect(problem('\x80\x04}.')).toMatch(/pickle/);
  expect(problem('\x89HDF\r\n')).toMatch(/HDF5/);
  expect(problem(`${'\x00'.repeat(257)}ustar`)).toMatch(/tar archive/);
  expect(problem('hello')).toMatch(/not a file of weights/);
});

function expectTensor(file: WeightFile, name: string, expected: ExpectedTensor): void {
  const { shape, data } = file.tensors.get(name) ?? { shape: [], data: new Float32Array() };
  expect(shape, name).toEqual(expected.shape);
  expect(dtypeNames[file.types.get(name) ?? 'U64'], name).toBe(expected.dtype);
  const head = expected.head.map((value) => Math.fround(Number(value)));
  expect([...data.subarray(0, head.length)], name).toEqual(head);
  const sum = data.reduce((total, value) => total + value, 0);
  const theirs = Number(expected.sum);
  if (!Number.isFinite(theirs)) expect(sum, name).toBe(theirs);
  else {
    const size = data.reduce((total, value) => total + Math.abs(value), 0);
    // Values that are not float32 in the file are rounded to it, each by at most 2^-24 of itself.
    expect(Math.abs(sum - theirs), name).toBeLessThanOrEqual(1e-6 * size + 1e-12);
  }
}

/** Python writes NaN and infinities bare, which JSON does not know. */
function readExpectations(path: string): Readonly<Record<string, ExpectedFile>> {
  const text = readFileSync(path, 'utf8').replaceAll(/(?<=[:,[]\s*)(NaN|-?Infinity)\b/g, '"$1"');
  return JSON.parse(text) as Readonly<Record<string, ExpectedFile>>;
}

/** What Python has for null is no fact. */
const NOTHING = 'None';

/** Python's way to write a number, truth value or text, as JavaScript writes it. */
function asWritten(python: string): string {
  if (python === 'True' || python === 'False') return python.toLowerCase();
  // Python writes 1e-08 and 1.0 where JavaScript writes 1e-8 and 1.
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(python)) {
    return /^-?\d+$/.test(python) ? python : String(Number(python));
  }
  return python.replace(/^'(.*)'$/, '$1');
}

/** Expectations are listed by the path in the repository a file came from; names are unique but one. */
function expectationOf(path: string): ExpectedFile | undefined {
  const inFolder = Object.entries(expectations).filter(([key]) => basename(key) === basename(path));
  const parent = basename(join(path, '..'));
  const [, found] =
    inFolder.length > 1
      ? (inFolder.find(([key]) => basename(join(key, '..')) === parent) ?? [])
      : (inFolder[0] ?? []);
  return found;
}

function weightFilesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(pt|pth|bin|tar)$/.test(path))
    .toSorted();
}
