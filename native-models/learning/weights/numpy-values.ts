import { decodeElements, elementSize, type StoredType } from '../../graph/element-types.ts';
import { bytesArgument, textArgument, wholeNumbers } from './pickle-arguments.ts';
import { isKind, type PickleGlobal, type PickleValue } from './pickle-values.ts';
import type { TensorView } from './tensor-view.ts';
import { damaged, unsupported } from './weight-file-error.ts';

/** Training scripts keep the best score and the like as NumPy's numbers beside the weights. */

interface NumpyType {
  readonly kind: 'numpy-type';
  readonly type: StoredType;
  bigEndian: boolean;
}

/** An array that gets its content after it is made. */
export interface NumpyArray {
  readonly kind: 'numpy-array';
  view: TensorView | null;
}

const types: ReadonlyMap<string, StoredType> = new Map([
  ['f8', 'F64'],
  ['f4', 'F32'],
  ['f2', 'F16'],
  ['i8', 'I64'],
  ['i4', 'I32'],
  ['i2', 'I16'],
  ['i1', 'I8'],
  ['u8', 'U64'],
  ['u4', 'U32'],
  ['u2', 'U16'],
  ['u1', 'U8'],
  ['b1', 'BOOL'],
]);

const scalar = ([type, content]: readonly PickleValue[]): PickleValue => {
  const { type: stored, bigEndian } = numpyType(type);
  // A copy: a buffer's own `slice` would be a view of the file.
  const bytes = Uint8Array.from(bytesArgument(content, 'a NumPy number'));
  if (bytes.length !== elementSize(stored)) throw damaged('a NumPy number of another length');
  if (bigEndian) bytes.reverse();
  // Scores are float64, and shown as they are; all else is exact or rounded as weights are.
  if (stored === 'F64') return new DataView(bytes.buffer).getFloat64(0, true);
  return decodeElements(stored, bytes)[0];
};

/** _frombuffer(content, type, shape, order), as protocol 5 writes arrays. */
const arrayOfBytes = ([content, type, shape, order]: readonly PickleValue[]): NumpyArray => {
  if (order !== 'C' && order !== 'F') throw unsupported('a NumPy array with exchanged axes');
  const sizes = wholeNumbers(shape, 'an array’s shape');
  return { kind: 'numpy-array', view: arrayView(sizes, { type, fortran: order === 'F', content }) };
};

const emptyArray = (): NumpyArray => ({ kind: 'numpy-array', view: null });

export const numpyGlobals: Readonly<Record<string, NonNullable<PickleGlobal['call']>>> = {
  'numpy.dtype': ([code]): NumpyType => {
    const name = textArgument(code, 'a NumPy type').replace(/^[<|=]/, '');
    const type = types.get(name);
    if (!type) throw unsupported('the file holds NumPy values that are no plain numbers');
    return { kind: 'numpy-type', type, bigEndian: false };
  },
  // NumPy 2 moved its core.
  'numpy.core.multiarray.scalar': scalar,
  'numpy._core.multiarray.scalar': scalar,
  'numpy.core.numeric._frombuffer': arrayOfBytes,
  'numpy._core.numeric._frombuffer': arrayOfBytes,
  'numpy.core.multiarray._reconstruct': emptyArray,
  'numpy._core.multiarray._reconstruct': emptyArray,
};

/** @returns whether the object is NumPy's, and so has its state now. */
export function setNumpyState(target: PickleValue, state: PickleValue): boolean {
  if (isKind(target, 'numpy-type')) {
    // (version, byte order, …)
    (target as NumpyType).bigEndian = Array.isArray(state) && state[1] === '>';
    return true;
  }
  if (!isNumpyArray(target)) return false;
  // (version, shape, type, whether the first axis runs fastest, content)
  const [, shape, type, fortran, content] = Array.isArray(state) ? (state as PickleValue[]) : [];
  target.view = arrayView(wholeNumbers(shape, 'an array’s shape'), { type, fortran, content });
  return true;
}

export function isNumpyArray(value: PickleValue): value is NumpyArray {
  return isKind(value, 'numpy-array');
}

function arrayView(
  shape: readonly number[],
  from: {
    readonly type: PickleValue;
    readonly fortran: PickleValue;
    readonly content: PickleValue;
  },
): TensorView {
  const { type, bigEndian } = numpyType(from.type);
  const bytes = bytesArgument(from.content, 'an array’s numbers');
  const strides = shape.map((_, axis) =>
    (from.fortran === true ? shape.slice(0, axis) : shape.slice(axis + 1)).reduce(
      (a, b) => a * b,
      1,
    ),
  );
  const storage = { kind: 'storage', type, bytes: () => ({ bytes, bigEndian }) } as const;
  return { kind: 'tensor', storage, type, offset: 0, shape, strides };
}

function numpyType(value: PickleValue): NumpyType {
  if (!isKind(value, 'numpy-type')) throw damaged('a NumPy value has no type');
  return value as NumpyType;
}
