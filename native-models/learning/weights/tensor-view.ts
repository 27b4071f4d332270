import { decodeElements, elementSize, type StoredType } from '../../graph/element-types.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../../graph/tensor-type.ts';
import { damaged, refused } from './weight-file-error.ts';

/** Numbers in a file that several tensors may look at. */
export interface Storage {
  readonly kind: 'storage';
  /** Null where the storage is mere bytes and each tensor says what they are. */
  readonly type: StoredType | null;
  /** Known when the whole file is: some forms write the numbers after what refers to them. */
  readonly bytes: () => StoredBytes;
}

export interface StoredBytes {
  readonly bytes: Uint8Array;
  readonly bigEndian: boolean;
}

/** A tensor as PyTorch stores it: a window onto a storage. */
export interface TensorView {
  readonly kind: 'tensor';
  readonly storage: Storage;
  readonly type: StoredType;
  /** Elements, not bytes, from the start of the storage. */
  readonly offset: number;
  readonly shape: Shape;
  /** Elements from one position to the next along each axis. */
  readonly strides: readonly number[];
}

/** Counts what has been decoded, so that a small file cannot fill the memory. */
export interface Budget {
  elements: number;
}

/** Tensors may share their numbers, or repeat them by a stride of 0, within this multiple of the file. */
const ELEMENTS_PER_BYTE = 8;
/** For files too small for the multiple to mean anything. */
const FREE_ELEMENTS = 2 ** 20;

export function budgetOf(fileBytes: number): Budget {
  return { elements: FREE_ELEMENTS + ELEMENTS_PER_BYTE * fileBytes };
}

/**
 * The numbers of a tensor in row-major order.
 *
 * @throws WeightFileError when the window reaches beyond the storage or the budget.
 */
export function readView(view: TensorView, budget: Budget): Tensor {
  const { shape, type, offset } = view;
  const count = elementCount(shape);
  if (!(count <= budget.elements)) {
    throw refused(`tensors of [${shape.join()}] are more than a file of this size can hold`);
  }
  budget.elements -= count;
  const { bytes, bigEndian } = view.storage.bytes();
  const size = elementSize(type);
  const last = view.strides.reduce((at, stride, axis) => at + (shape[axis] - 1) * stride, offset);
  if (count > 0 && !((last + 1) * size <= bytes.length)) {
    throw damaged(`a tensor of [${shape.join()}] reaches beyond its storage`);
  }
  const packed =
    isContiguous(view) && !bigEndian
      ? bytes.subarray(offset * size, (offset + count) * size)
      : gathered(view, { bytes, bigEndian });
  return tensor(shape, decodeElements(type, packed));
}

function isContiguous({ shape, strides }: TensorView): boolean {
  let expected = 1;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    if (shape[axis] !== 1 && strides[axis] !== expected) return false;
    expected *= shape[axis];
  }
  return true;
}

/** Copies the elements one by one into row-major order, little-endian. */
function gathered(view: TensorView, { bytes, bigEndian }: StoredBytes): Uint8Array {
  const { shape, strides } = view;
  const size = elementSize(view.type);
  const count = elementCount(shape);
  const packed = new Uint8Array(count * size);
  const position = shape.map(() => 0);
  let from = view.offset;
  for (let n = 0; n < count; n += 1) {
    for (let b = 0; b < size; b += 1) {
      packed[n * size + b] = bytes[from * size + (bigEndian ? size - 1 - b : b)];
    }
    // Steps to the next position, the last axis first.
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      position[axis] += 1;
      from += strides[axis];
      if (position[axis] < shape[axis]) break;
      from -= strides[axis] * shape[axis];
      position[axis] = 0;
    }
  }
  return packed;
}
