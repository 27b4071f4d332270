import { byteReader } from './byte-reader.ts';
import { readPickle } from './pickle.ts';
import { textArgument, wholeNumber } from './pickle-arguments.ts';
import type { PickleEnvironment, PickleValue } from './pickle-values.ts';
import type { Storage } from './tensor-view.ts';
import { buildTorchObject, torchGlobal } from './torch-globals.ts';
import { storageBytes, storageReference, type StorageReference } from './torch-storages.ts';
import { damaged, refused, unsupported } from './weight-file-error.ts';

/** The number that such a file begins with, pickled behind the protocol: PyTorch's default is 2. */
const magic = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];
/** Protocols 4 and 5 put a frame around it: an opcode and eight bytes of length. */
const FRAME = 0x95;
const FRAME_BYTES = 9;
const PROTOCOL = 1001;

export function isTorchLegacy(bytes: Uint8Array): boolean {
  const start = magicStart(bytes);
  return bytes[0] === 0x80 && magic.every((byte, n) => bytes[start + n] === byte);
}

function magicStart(bytes: Uint8Array): number {
  return bytes[2] === FRAME ? 2 + FRAME_BYTES : 2;
}

/**
 * Reads what `torch.save` wrote before PyTorch 1.6, and writes still on request: five pickles
 * (magic number, protocol, facts about the system, the saved value, keys of the storages), then the
 * storages in the order of the keys, each after its length; always little-endian.
 *
 * @returns the saved value, its tensors as views onto the file.
 */
export function readTorchLegacy(bytes: Uint8Array): PickleValue {
  const references = new Map<string, StorageReference>();
  const contents = new Map<string, Uint8Array>();
  const environment: PickleEnvironment = {
    global: torchGlobal,
    build: buildTorchObject,
    persistent: (id): Storage => {
      const reference = storageReference(id);
      const known = references.get(reference.key);
      if (known && (known.type !== reference.type || known.count !== reference.count)) {
        throw damaged(`the storage ${reference.key} is of two kinds`);
      }
      references.set(reference.key, reference);
      const read = () => ({ bytes: partOf(reference, contents), bigEndian: false });
      return { kind: 'storage', type: reference.type, bytes: read };
    },
  };
  const protocol = readPickle(bytes, magicStart(bytes) + magic.length, plain);
  if (protocol.value !== PROTOCOL) throw unsupported('the file is of a later legacy protocol');
  const system = readPickle(bytes, protocol.end, plain);
  const saved = readPickle(bytes, system.end, environment);
  const keys = readPickle(bytes, saved.end, plain);
  readStorages(bytes, keys, { references, contents });
  return saved.value;
}

/** The pickles around the saved value are of numbers and texts alone. */
const plain: PickleEnvironment = {
  global: (module, name) => {
    throw refused(`the file asks for ${module}.${name} where only numbers and texts belong`);
  },
  persistent: () => {
    throw refused('the file refers to an object where only numbers and texts belong');
  },
  build: () => {
    throw refused('the file builds an object where only numbers and texts belong');
  },
};

function readStorages(
  bytes: Uint8Array,
  keys: { readonly value: PickleValue; readonly end: number },
  {
    references,
    contents,
  }: {
    readonly references: ReadonlyMap<string, StorageReference>;
    readonly contents: Map<string, Uint8Array>;
  },
): void {
  if (!Array.isArray(keys.value)) throw damaged('the keys of the storages are no list');
  const reader = byteReader(bytes, keys.end);
  for (const item of keys.value as PickleValue[]) {
    const key = textArgument(item, 'a storage’s key');
    const reference = references.get(key);
    if (!reference) throw damaged('a storage belongs to no tensor', reader.position());
    const count = reader.u64();
    if (count !== reference.count) throw damaged(`the storage ${key} has two lengths`);
    contents.set(key, reader.bytes(storageBytes(reference)));
  }
}

/** A storage, or the part of it that the reference names. */
function partOf(
  { key, type, part }: StorageReference,
  contents: ReadonlyMap<string, Uint8Array>,
): Uint8Array {
  const whole = contents.get(key);
  if (!whole) throw damaged(`the storage ${key} is missing`);
  if (part === null) return whole;
  const [, offset, count] = Array.isArray(part) ? (part as PickleValue[]) : [];
  const from = storageBytes({ type, count: wholeNumber(offset, 'a storage’s offset') });
  const to = from + storageBytes({ type, count: wholeNumber(count, 'a storage’s length') });
  if (to > whole.length) throw damaged(`a part of the storage ${key} reaches beyond it`);
  return whole.subarray(from, to);
}
