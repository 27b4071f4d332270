import { expect, test } from 'vitest';
import { encodeSafetensors } from '../graph/safetensors.ts';
import { tensor } from '../graph/tensor-type.ts';
import { encodeCheckpoint, parseCheckpoint, type Checkpoint } from './checkpoint.ts';
import { momentsOf, startState } from './training-state.ts';

function checkpoint(): Checkpoint {
  const weight = tensor([2, 2], Float32Array.of(1, -0, 1e-42, 3e38));
  const state = startState(new Map([['layer/1.weight', weight]]));
  momentsOf(state, { name: 'layer/1.weight', shape: [2, 2] }).second.fill(0.1);
  state.step = 7;
  state.epoch = 2;
  state.best = { epoch: 1, of: 'average', auc: 0.8125, weights: new Map([['a', weight]]) };
  return { state, settings: { seed: 5, note: 'ä' }, settingsHash: 'a1', codeVersion: '1.0.0' };
}

test('all of a state comes back, to the bit', () => {
  const before = checkpoint();
  const bytes = encodeCheckpoint(before);
  expect(parseCheckpoint(bytes)).toEqual(before);
  expect(encodeCheckpoint(parseCheckpoint(bytes))).toEqual(bytes);
});

test('a state without a best one has none afterwards', () => {
  const { state, ...about } = checkpoint();
  state.best = null;
  expect(parseCheckpoint(encodeCheckpoint({ state, ...about })).state.best).toBeNull();
});

test('what is not a whole checkpoint is refused', () => {
  const bytes = encodeCheckpoint(checkpoint());
  expect(() => parseCheckpoint(bytes.subarray(0, bytes.length - 4))).toThrow(RangeError);
  expect(() => parseCheckpoint(new Uint8Array(4))).toThrow(RangeError);
  const other = encodeSafetensors({ tensors: new Map(), metadata: { format: '2' } });
  expect(() => parseCheckpoint(other)).toThrow('not a checkpoint');
  const empty = encodeSafetensors({ tensors: new Map(), metadata: { format: '1' } });
  expect(() => parseCheckpoint(empty)).toThrow('not complete');
});
