import type { StoredType } from '../../graph/element-types.ts';

/** Element types by the class of storage that holds them, in PyTorch's module `torch`. */
export const storageTypes: ReadonlyMap<string, StoredType> = new Map([
  ['DoubleStorage', 'F64'],
  ['FloatStorage', 'F32'],
  ['HalfStorage', 'F16'],
  ['BFloat16Storage', 'BF16'],
  ['LongStorage', 'I64'],
  ['IntStorage', 'I32'],
  ['ShortStorage', 'I16'],
  ['CharStorage', 'I8'],
  ['ByteStorage', 'U8'],
  ['BoolStorage', 'BOOL'],
]);

/** Element types by the names of PyTorch's dtypes, in its module `torch`. */
export const dtypes: ReadonlyMap<string, StoredType> = new Map([
  ['float64', 'F64'],
  ['double', 'F64'],
  ['float32', 'F32'],
  ['float', 'F32'],
  ['float16', 'F16'],
  ['half', 'F16'],
  ['bfloat16', 'BF16'],
  ['float8_e4m3fn', 'F8_E4M3'],
  ['float8_e5m2', 'F8_E5M2'],
  ['int64', 'I64'],
  ['long', 'I64'],
  ['int32', 'I32'],
  ['int', 'I32'],
  ['int16', 'I16'],
  ['short', 'I16'],
  ['int8', 'I8'],
  ['uint64', 'U64'],
  ['uint32', 'U32'],
  ['uint16', 'U16'],
  ['uint8', 'U8'],
  ['bool', 'BOOL'],
]);

/** Numbers that no network of ours can use: they are told apart from code, and refused by name. */
export const unusableNames: ReadonlySet<string> = new Set([
  ...['ComplexFloatStorage', 'ComplexDoubleStorage', 'ComplexHalfStorage'],
  ...['complex64', 'complex128', 'complex32', 'cfloat', 'cdouble', 'chalf'],
  ...['QInt8Storage', 'QUInt8Storage', 'QInt32Storage', 'QUInt4x2Storage', 'QUInt2x4Storage'],
  ...['qint8', 'quint8', 'qint32', 'quint4x2', 'quint2x4'],
  ...['float8_e4m3fnuz', 'float8_e5m2fnuz', 'float8_e8m0fnu', 'float4_e2m1fn_x2'],
]);
