import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseWeightFile } from './parse-weight-file.ts';
import { stored } from './testing/written-archive.ts';
import { ascii, pickled, short, u32 } from './testing/written-pickle.ts';
import { WeightFileError, type WeightFileProblem } from './weight-file-error.ts';

// Pickles written opcode by opcode, as one would write them to harm whoever loads a file of weights.
const evidence = join(tmpdir(), 'nodewise-executed-a-pickle');
const command = short(`touch ${evidence}`);

/** GLOBAL: module and name as two lines. */
const global = (module: string, name: string): string => `c${module}\n${name}\n`;
/** STACK_GLOBAL: both from the stack. */
const stackGlobal = (module: string, name: string): string => `${short(module)}${short(name)}\x93`;
/** A call with one argument. */
const call = (callable: string, argument: string): string => `${callable}${argument}\x85R`;

const asksFor: Readonly<Record<string, string>> = {
  'os.system': call(global('os', 'system'), command),
  'posix.system': call(global('posix', 'system'), command),
  'builtins.eval': call(global('builtins', 'eval'), short('1+1')),
  '__builtin__.eval': call(global('__builtin__', 'eval'), short('1+1')),
  'builtins.exec': call(stackGlobal('builtins', 'exec'), short('1')),
  'builtins.getattr': `${global('builtins', 'getattr')}${global('torch', 'FloatStorage')}${short('__class__')}\x86R`,
  'builtins.__import__': call(stackGlobal('builtins', '__import__'), short('os')),
  'subprocess.Popen': call(stackGlobal('subprocess', 'Popen'), command),
  'torch.load': call(stackGlobal('torch', 'load'), command),
  'torch.storage._load_from_bytes': call(global('torch.storage', '_load_from_bytes'), 'C\x00'),
  'torch.hub.load': call(stackGlobal('torch', 'hub.load'), command),
  'numpy.testing._private.utils.runstring': call(
    global('numpy.testing._private.utils', 'runstring'),
    command,
  ),
  'collections.OrderedDict.__init__': stackGlobal('collections', 'OrderedDict.__init__'),
  'torch._utils._rebuild_tensor_v2.__globals__': stackGlobal(
    'torch._utils',
    '_rebuild_tensor_v2.__globals__',
  ),
  '__proto__.polluted': stackGlobal('__proto__', 'polluted'),
  '.constructor': stackGlobal('', 'constructor'),
  '.__proto__': stackGlobal('', '__proto__'),
  // Where a name is split between module and name makes no difference.
  'collections.': stackGlobal('collections', ''),
  'a?b?.c': stackGlobal('a\nb\x00', 'c'),
};

for (const [name, code] of Object.entries(asksFor)) {
  test(`a pickle that asks for ${name} is refused by that name and never run`, () => {
    const inDict = `}${short('weight')}${code}s.`;
    for (const bytes of [zipOf(`${code}.`), zipOf(inDict), legacyOf(inDict)]) {
      const error = problemOf(bytes);
      expect(error.problem).toBe('refused');
      expect(error.message).toContain(`asks for ${name};`);
      expect(error.place).toBeGreaterThan(0);
    }
    expect(existsSync(evidence)).toBe(false);
  });
}

const dict = global('collections', 'OrderedDict');
const float = global('torch', 'FloatStorage');
/** ('storage', FloatStorage, '0', 'cpu', count) as a persistent id. */
const storage = (count: string): string =>
  `(${short('storage')}${float}${short('0')}${short('cpu')}${count}tQ`;
const tensor = (storage: string, size: string, stride: string): string =>
  `${global('torch._utils', '_rebuild_tensor_v2')}(${storage}K\x00${size}${stride}\x89}tR`;
const nested = (levels: number): string => ']'.repeat(levels) + 'a'.repeat(levels - 1);

const cases: Readonly<Record<string, readonly [WeightFileProblem, code: string]>> = {
  'attributes of a function': ['refused', `${dict}}${short('__class__')}Nsb`],
  'attributes of a tensor': [
    'refused',
    `${tensor(storage('K\x01'), ')', ')')}}${short('__setstate__')}${dict}sb`,
  ],
  'attributes of a number': ['refused', 'K\x01}b'],
  'a call of what is no function': ['refused', call(global('torch', 'Tensor'), 'K\x01')],
  'a call of a text': ['refused', call(short('os.system'), command)],
  'a call of a storage class': ['refused', call(float, 'J\xff\xff\xff\x7f')],
  'a call without a tuple': ['refused', `${dict}NR`],
  'an object with keywords': ['refused', `${dict})}\x92`],
  'an object by OBJ': ['refused', `(${dict}o`],
  'an object by INST': ['refused', '(ios\nsystem\n'],
  'an object of the extension registry': ['refused', '\x82\x01'],
  'a persistent id of a module': ['refused', `(${short('module')}${dict}${short('x')}tQ`],
  'a persistent id that is a text': ['refused', `${short('os.system')}Q`],
  'a persistent id that is a line': ['refused', 'Pos.system\n'],
  'a storage of a class that is none': [
    'damaged',
    `(${short('storage')}${dict}${short('0')}NK\x01tQ`,
  ],
  'a buffer out of band': ['refused', '\x97'],
  'complex numbers': ['unsupported', global('torch', 'ComplexFloatStorage')],
  'quantised numbers': ['unsupported', global('torch', 'QInt8Storage')],
  'an opcode of no protocol': ['damaged', '\xff'],
  'an opcode of protocol 0': ['damaged', 'S"a"\n'],
  'protocol 9': ['damaged', '\x80\x09'],
  'a value too few': ['damaged', '\x85'],
  'a mark too few': ['damaged', 't'],
  'a memory of nothing': ['damaged', 'h\x07'],
  'an entry in a number': ['damaged', 'K\x01K\x02K\x03s'],
  'an item for a dictionary': ['damaged', '}K\x01a'],
  'a key without a value': ['damaged', '}(K\x01u'],
  'a whole number of a gigabyte': ['damaged', `\x8b${u32(2 ** 30)}`],
  'a text of four gigabytes': ['damaged', `X${u32(2 ** 32 - 1)}`],
  'a text of 2^60 bytes': ['damaged', '\x8d\x00\x00\x00\x00\x00\x00\x00\x10'],
  'a storage of 2^31 numbers': [
    'damaged',
    tensor(storage('J\xff\xff\xff\x7f'), 'K\x01\x85', 'K\x01\x85'),
  ],
  'a tensor of 2^45 numbers': [
    'refused',
    tensor(storage('K\x01'), 'M\x00\x80M\x00\x80M\x00\x80\x87', 'K\x01K\x01K\x01\x87'),
  ],
  'one number repeated 2^31 times': [
    'refused',
    tensor(storage('K\x01'), 'J\xff\xff\xff\x7f\x85', 'K\x00\x85'),
  ],
  'a tensor beyond its storage': ['damaged', tensor(storage('K\x01'), 'K\x02\x85', 'K\x01\x85')],
  'a stride beyond its storage': [
    'damaged',
    tensor(storage('K\x01'), 'K\x02\x85', 'J\xff\xff\xff\x7f\x85'),
  ],
  'a negative size': ['damaged', tensor(storage('K\x01'), 'J\xff\xff\xff\xff\x85', 'K\x01\x85')],
  'a size that is no whole number': [
    'damaged',
    tensor(storage('K\x01'), 'G\x3f\xe0\x00\x00\x00\x00\x00\x00\x85', 'K\x01\x85'),
  ],
  'fewer strides than sizes': ['damaged', tensor(storage('K\x01'), 'K\x01\x85', ')')],
  'sizes without end': ['damaged', tensor(storage('K\x01'), `(${'K\x01'.repeat(1000)}t`, ')')],
  'a list in itself': ['refused', ']q\x00h\x00a'],
  'nesting without end': ['refused', nested(100_000)],
  'a list of lists of lists, each twice': ['refused', `]${'q\x00]h\x00ah\x00a'.repeat(25)}`],
  'more opcodes than any state has': ['refused', 'N0'.repeat(2 ** 20 + 1)],
  'two values of one name': ['damaged', `}${short('a.b')}K\x01s${short('a')}}${short('b')}K\x02ss`],
};

for (const [name, [problem, code]] of Object.entries(cases)) {
  test(`${name}: ${problem}`, () => {
    expect(problemOf(zipOf(`${code}.`)).problem).toBe(problem);
  });
}

test('names from a file cannot reach the prototypes of our own objects', () => {
  const file = parseWeightFile(
    zipOf(`}${short('__proto__')}}${short('polluted')}K\x01ss${short('constructor')}K\x02s.`),
  );
  expect(Object.entries(file.metadata)).toEqual([
    ['__proto__.polluted', '1'],
    ['constructor', '2'],
  ]);
  expect(Object.hasOwn(file.metadata, 'constructor')).toBe(true);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('an honest pickle written in the same way is read', () => {
  const code = `}${short('w')}${tensor(storage('K\x02'), 'K\x02\x85', 'K\x01\x85')}s.`;
  expect(parseWeightFile(zipOf(code)).tensors.get('w')?.data).toEqual(Float32Array.of(1, 2));
});

const numbers = new Uint8Array(Float32Array.of(1, 2).buffer);

function zipOf(code: string): Uint8Array {
  return stored({ 'a/data.pkl': pickled(code), 'a/data/0': numbers });
}

function legacyOf(code: string): Uint8Array {
  const magic = '\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.';
  return Buffer.concat([
    ...[magic, 'M\xe9\x03.', '}.', code, '].'].map((part) => pickled(part, 2)),
    ascii('\x01\x00\x00\x00\x00\x00\x00\x00'),
    numbers,
  ]);
}

function problemOf(bytes: Uint8Array): WeightFileError {
  try {
    parseWeightFile(bytes);
  } catch (error) {
    if (error instanceof WeightFileError) return error;
    throw error;
  }
  throw new Error('the file was read');
}
