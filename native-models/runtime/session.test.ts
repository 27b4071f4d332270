import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { relu } from '../graph/ops/relu.ts';
import { tensor } from '../graph/tensor-type.ts';
import { createSession } from './session.ts';

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

test('tells what a model takes and gives', async () => {
  const session = await createSession(reluModel());
  expect(session.inputs).toEqual([{ name: 'x', type: 'float32', shape: [2] }]);
  expect(session.outputs).toEqual([{ name: 'y', type: 'float32', shape: [2] }]);
  await session.dispose();
});

// Each is built for one system only, so that every machine lacks at least one of them.
test('a provider that cannot start says why', async () => {
  const provider = process.platform === 'win32' ? 'coreml' : 'directml';
  const session = createSession(reluModel(), { provider });
  await expect(session).rejects.toMatchObject({ provider, obstacle: 'not-built' });
});
