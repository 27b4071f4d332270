import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { relu } from '../graph/ops/relu.ts';
import { tensor } from '../graph/tensor-type.ts';
import { createSession, deviceList } from './session.ts';

function reluModel(): Uint8Array {
  const graph = graphBuilder();
  return encodeModel(graph.finish({ y: graph.apply(relu, [graph.input('x', [2])], {}) }));
}

test('runs a model, and no longer once disposed of', async () => {
  const session = await createSession(reluModel());
  const x = tensor([2], Float32Array.of(-1, 2));
  expect((await session.run({ x })).get('y')).toEqual(tensor([2], Float32Array.of(0, 2)));
  await session.dispose();
  await expect(session.run({ x })).rejects.toThrow();
});

test('refuses bytes that are no model', async () => {
  await expect(createSession(Uint8Array.of(1, 2, 3))).rejects.toThrow();
});

test('the CPU is always among the devices', () => {
  expect(deviceList()).toContainEqual({ name: 'cpu', bundled: true });
});
