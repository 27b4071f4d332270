import type { StoredType } from '../../graph/element-types.ts';
import { entriesOf, textArgument, wholeNumber, wholeNumbers } from './pickle-arguments.ts';
import {
  callGlobal,
  isGlobal,
  isKind,
  type PickleGlobal,
  type PickleValue,
} from './pickle-values.ts';
import { numpyGlobals, setNumpyState } from './numpy-values.ts';
import type { Storage, TensorView } from './tensor-view.ts';
import { dtypes, storageTypes, unusableNames } from './torch-names.ts';
import { damaged, refused, unsupported } from './weight-file-error.ts';

/** A class of storage, as the persistent ids of a file name it. */
export interface StorageClass extends PickleGlobal {
  /** Null for mere bytes. */
  readonly storage: StoredType | null;
}

interface DtypeGlobal extends PickleGlobal {
  readonly dtype: StoredType;
}

type Call = NonNullable<PickleGlobal['call']>;

/** _rebuild_tensor(storage, offset, size, stride), of which the later forms are extensions. */
const rebuildTensor: Call = ([storage, offset, size, stride]) => {
  const { type } = storageArgument(storage);
  if (type === null) throw damaged('a tensor does not say what its bytes are');
  return viewOf([storage, offset, size, stride], type);
};

/** The dtype comes seventh, after two arguments about gradients. */
const rebuildTensorOfType: Call = ([storage, offset, size, stride, , , dtype]) => {
  if (!isDtype(dtype)) throw damaged('a tensor’s element type is none');
  return viewOf([storage, offset, size, stride], dtype.dtype);
};

/** A parameter is its tensor; whether it learns is our own business. */
const firstArgument: Call = ([tensor]) => {
  if (!isTensorView(tensor)) throw damaged('a parameter is made of what is no tensor');
  return tensor;
};

/** _rebuild_from_type_v2(function, class, arguments, state): a tensor with attributes of its own. */
const rebuildFromType: Call = ([callable, type, args]) => {
  if (!isGlobal(type) || !type.name.startsWith('torch.'))
    throw refused('a tensor of an unknown class');
  return callGlobal(callable, args);
};

const dictionary: Call = ([entries]) => entriesOf(entries);

/** The closed list of names that are functions here; none of them does more than arrange values. */
const functions: Readonly<Record<string, Call>> = {
  'collections.OrderedDict': dictionary,
  'collections.Counter': dictionary,
  // Its first argument makes missing entries; nobody asks for one here.
  'collections.defaultdict': ([, entries]) => entriesOf(entries),
  'builtins.dict': dictionary,
  '__builtin__.dict': dictionary,
  'builtins.list': ([items = []]) => listOf(items),
  '__builtin__.list': ([items = []]) => listOf(items),
  'builtins.set': ([items = []]) => new Set(listOf(items)),
  '__builtin__.set': ([items = []]) => new Set(listOf(items)),
  'torch._utils._rebuild_tensor': rebuildTensor,
  'torch._utils._rebuild_tensor_v2': rebuildTensor,
  'torch._utils._rebuild_tensor_v3': rebuildTensorOfType,
  'torch._utils._rebuild_parameter': firstArgument,
  'torch._utils._rebuild_parameter_with_state': firstArgument,
  'torch.nn.parameter.Parameter': firstArgument,
  'torch._tensor._rebuild_from_type_v2': rebuildFromType,
  'torch.Size': ([sizes = []]) => [...wholeNumbers(sizes, 'a size')],
  'torch.device': ([name, index]) =>
    textArgument(name, 'a device') +
    (index === undefined ? '' : `:${wholeNumber(index, 'a device')}`),
  // How protocol 2 writes bytes.
  '_codecs.encode': ([characters]) =>
    Uint8Array.from(textArgument(characters, 'encoded bytes'), (c) => c.charCodeAt(0)),
  ...numpyGlobals,
};

/** Names without a use of their own. */
const inert: ReadonlySet<string> = new Set([
  ...['torch.Tensor', 'torch.strided', 'numpy.ndarray', 'builtins.int', 'builtins.float'],
]);

/**
 * What a name in a file of PyTorch's means: the only way from a pickle to anything outside it.
 *
 * @throws WeightFileError where the name is not on the closed list.
 */
export function torchGlobal(module: string, name: string): PickleValue {
  const full = `${module}.${name}`;
  if (Object.hasOwn(functions, full)) return { kind: 'global', name: full, call: functions[full] };
  if (inert.has(full)) return { kind: 'global', name: full };
  if (module === 'torch.storage' && (name === 'UntypedStorage' || name === '_UntypedStorage')) {
    return storageClass(full, null);
  }
  if (module === 'torch') {
    const storage = storageTypes.get(name);
    if (storage) return storageClass(full, storage);
    const dtype = dtypes.get(name);
    if (dtype) return { kind: 'global', name: full, dtype } satisfies DtypeGlobal;
    if (name === 'UntypedStorage') return storageClass(full, null);
    if (unusableNames.has(name)) throw unsupported(`the file holds ${full}, which no network uses`);
  }
  throw refused(`the file asks for ${quoted(full)}; a file of weights needs tensors alone`);
}

/** BUILD sets the attributes of an object. Only NumPy's values have any that matter here. */
export function buildTorchObject(target: PickleValue, state: PickleValue): void {
  // A state dict's attributes are the versions of its modules.
  if (target instanceof Map) return;
  if (setNumpyState(target, state)) return;
  throw refused('the file sets the attributes of an object');
}

export function isStorageClass(value: PickleValue): value is StorageClass {
  return isGlobal(value) && 'storage' in value;
}

export function isTensorView(value: PickleValue): value is TensorView {
  return isKind(value, 'tensor');
}

function storageClass(name: string, storage: StoredType | null): StorageClass {
  return { kind: 'global', name, storage };
}

function isDtype(value: PickleValue): value is DtypeGlobal {
  return isGlobal(value) && 'dtype' in value;
}

function storageArgument(value: PickleValue): Storage {
  if (!isKind(value, 'storage')) throw damaged('a tensor has no storage');
  return value as Storage;
}

function viewOf(
  [storage, offset, size, stride]: readonly PickleValue[],
  type: StoredType,
): TensorView {
  const shape = wholeNumbers(size, 'a tensor’s size');
  const strides = wholeNumbers(stride, 'a tensor’s stride');
  if (shape.length !== strides.length) throw damaged('a tensor’s size and stride differ in length');
  return {
    kind: 'tensor',
    storage: storageArgument(storage),
    type,
    offset: wholeNumber(offset, 'a tensor’s offset'),
    shape,
    strides,
  };
}

function listOf(items: PickleValue): PickleValue[] {
  if (!Array.isArray(items)) throw damaged('a list is made of what is no list');
  return [...(items as PickleValue[])];
}

/** Names come from the file: control characters and great length stay out of messages. */
function quoted(name: string): string {
  const printable = name.replaceAll(/[^\x20-\x7e]/g, '?');
  return printable.length > 80 ? `${printable.slice(0, 80)}…` : printable;
}
