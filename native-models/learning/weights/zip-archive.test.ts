import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { archive } from './testing/written-archive.ts';
import { WeightFileError, type WeightFileProblem } from './weight-file-error.ts';
import { openZip } from './zip-archive.ts';

const text = new Uint8Array(5000).map((_, n) => n % 7);
const packed = deflateSync(text);
const zeros = deflateSync(new Uint8Array(2 ** 26), { level: 9 });

test('stored and deflated entries are read, the first without a copy', () => {
  const bytes = archive({
    'f/stored': { content: text, method: 0, size: text.length },
    'f/deflated': { content: packed, method: 8, size: text.length },
    'f/empty': { content: new Uint8Array(), method: 0, size: 0 },
  });
  const zip = openZip(bytes);
  expect(zip.names).toEqual(['f/stored', 'f/deflated', 'f/empty']);
  expect(zip.read('f/stored')).toEqual(text);
  expect(zip.read('f/stored').buffer).toBe(bytes.buffer);
  expect(zip.read('f/deflated')).toEqual(text);
  expect(zip.read('f/empty')).toHaveLength(0);
});

const refusals: Readonly<Record<string, readonly [WeightFileProblem, Uint8Array]>> = {
  'an entry that unpacks to less': ['damaged', entry({ content: packed, size: 5001 })],
  'an entry that unpacks to more': ['damaged', entry({ content: packed, size: 4999 })],
  'an entry that is cut off': ['damaged', entry({ content: packed.subarray(0, 20), size: 5000 })],
  'an entry of nonsense': ['damaged', entry({ content: text, size: 5000 })],
  'an entry of 64 MB that says 5000 bytes': ['damaged', entry({ content: zeros, size: 5000 })],
  'an entry of 64 MB in 64 kB': ['refused', entry({ content: zeros, size: 2 ** 26 })],
  'an entry that says 4 GB': ['refused', entry({ content: packed, size: 2 ** 32 - 2 })],
  'an unknown method': ['unsupported', entry({ content: packed, size: 5000, method: 12 })],
  'an encrypted entry': ['unsupported', entry({ content: packed, size: 5000, flags: 1 })],
  'a stored entry of two sizes': ['damaged', entry({ content: text, size: 4999, method: 0 })],
  'an entry without its zip64 numbers': ['damaged', entry({ content: packed, size: 2 ** 32 - 1 })],
};

for (const [name, [problem, bytes]] of Object.entries(refusals)) {
  test(`${name}: ${problem}`, () => {
    expect(problemOf(() => openZip(bytes).read('a'))).toBe(problem);
  });
}

test('an archive without the entry that is wanted is damaged', () => {
  expect(problemOf(() => openZip(entry({ content: text, size: 5000 })).read('b'))).toBe('damaged');
});

function entry(about: {
  readonly content: Uint8Array;
  readonly size: number;
  readonly method?: number;
  readonly flags?: number;
}): Uint8Array {
  return archive({ a: { method: 8, ...about } });
}

function problemOf(read: () => unknown): WeightFileProblem | undefined {
  try {
    read();
  } catch (error) {
    if (error instanceof WeightFileError) return error.problem;
    throw error;
  }
  return undefined;
}
