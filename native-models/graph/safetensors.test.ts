import { expect, test } from 'vitest';
import { encodeSafetensors, parseSafetensors } from './safetensors.ts';
import { tensor } from './tensor-type.ts';

// Written by safetensors 0.8.0 (Python):
// save({"b": np.float32([[1.5, -2]]), "ä": np.float32([0.25])}, metadata={"note": "naïve"}).
const fromPython = Buffer.from(
  'kAAAAAAAAAB7Il9fbWV0YWRhdGFfXyI6eyJub3RlIjoibmHDr3ZlIn0sImIiOnsiZHR5cGUiOiJGMzIiLCJzaGFwZSI6WzEsMl0sImRhdGFfb2Zmc2V0cyI6WzAsOF19LCLDpCI6eyJkdHlwZSI6IkYzMiIsInNoYXBlIjpbMV0sImRhdGFfb2Zmc2V0cyI6WzgsMTJdfX0AAMA/AAAAwAAAgD4=',
  'base64',
);

test('reads what the reference implementation wrote', () => {
  const { tensors, metadata } = parseSafetensors(fromPython);
  expect(metadata).toEqual({ note: 'naïve' });
  expect(tensors.get('b')).toEqual(tensor([1, 2], Float32Array.of(1.5, -2)));
  expect(tensors.get('ä')).toEqual(tensor([1], Float32Array.of(0.25)));
});

test('what is written is read again, from any place in a buffer', () => {
  const file = {
    tensors: new Map([
      ['layer.weight', tensor([2, 2], Float32Array.of(1, 2, 3, 4))],
      ['größe', tensor([1], Float32Array.of(-0.5))],
    ]),
    metadata: { seed: '5' },
  };
  const bytes = encodeSafetensors(file);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(parseSafetensors(shifted.subarray(3))).toMatchObject(file);
  expect(encodeSafetensors(file)).toEqual(bytes);
});

test('refuses a header that says anything else', () => {
  const withHeader = (header: string): Uint8Array => {
    const bytes = new Uint8Array(8 + header.length + 4);
    bytes[0] = header.length;
    bytes.set(Buffer.from(header), 8);
    return bytes;
  };
  const entry = '"dtype":"F32","shape":[1],"data_offsets":[0,4]';
  expect(parseSafetensors(withHeader(`{"a":{${entry}}}`)).tensors.size).toBe(1);
  for (const header of [
    '[]',
    'null',
    '{"a":null}',
    '{"a":{"dtype":"F32"}}',
    `{"a":{${entry.replace('F32', 'F99')}}}`,
    `{"a":{${entry.replace('[1]', '[2]')}}}`,
    `{"a":{${entry.replace('[1]', '[-1]')}}}`,
    `{"a":{${entry.replace('[0,4]', '[0]')}}}`,
    `{"a":{${entry.replace('[0,4]', '[4,8]')}}}`,
    `{"__metadata__":{"a":1}}`,
    `{"__metadata__":7}`,
  ]) {
    expect(() => parseSafetensors(withHeader(header)), header).toThrow(RangeError);
  }
});

test('refuses a file that is cut off or no safetensors file', () => {
  expect(() => parseSafetensors(fromPython.subarray(0, 4))).toThrow(RangeError);
  expect(() => parseSafetensors(fromPython.subarray(0, 40))).toThrow(RangeError);
  expect(() => parseSafetensors(fromPython.subarray(0, fromPython.length - 1))).toThrow(RangeError);
  expect(() => parseSafetensors(new Uint8Array(64).fill(1))).toThrow(RangeError);
});
