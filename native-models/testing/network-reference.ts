import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Graph } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { parseSafetensors } from '../graph/safetensors.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../graph/tensor-type.ts';
import { createSession } from '../runtime/session.ts';

type Tensors = ReadonlyMap<string, Tensor>;

/** A network's input, weights and results as its reference implementation has them. */
export interface NetworkReference {
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly weights: Tensors;
  readonly expected: Tensors;
}

/** Reads a file with weights under `w.`, inputs `x` and perhaps `radiomics`, and results. */
export function readReference(path: string): NetworkReference {
  const { tensors } = parseSafetensors(readFileSync(path));
  const isInput = (name: string): boolean => name === 'x' || name === 'radiomics';
  const isWeight = (name: string): boolean => name.startsWith('w.');
  return {
    inputs: Object.fromEntries([...tensors].filter(([name]) => isInput(name))),
    weights: new Map(
      [...tensors]
        .filter(([name]) => isWeight(name))
        .map(([name, value]) => [name.slice(2), value]),
    ),
    expected: new Map([...tensors].filter(([name]) => !isInput(name) && !isWeight(name))),
  };
}

interface FullSize {
  readonly state_dict: readonly (readonly [name: string, shape: Shape])[];
  readonly n_parameters: number;
  readonly features: readonly number[];
}

interface FullSizeFile {
  readonly full: Readonly<Record<string, FullSize>>;
}

/** Names and shapes of a full-size network's weights and how many numbers learn. */
export function parameterCount(path: string, network: string) {
  const { full } = JSON.parse(readFileSync(path, 'utf8')) as FullSizeFile;
  const { state_dict: stateDict, n_parameters: count } = full[network];
  return { stateDict, count };
}

/**
 * A full-size network of `full-size.json`. A stated formula gives its weights and its input, so that
 * only the features had to be stored.
 */
export function fullSizeReference(path: string, network: string): NetworkReference {
  const { full } = JSON.parse(readFileSync(path, 'utf8')) as FullSizeFile;
  const { state_dict: entries, features } = full[network];
  const weights = new Map(
    entries.map(([name, shape], k) => [name, filled(shape, k, scaleOf(name, shape))]),
  );
  const x = filled([1, 1, 96, 96, 96], 9999, (u) => u);
  const expected = tensor([1, features.length], Float32Array.from(features));
  return { inputs: { x }, weights, expected: new Map([['features', expected]]) };
}

/** How the formula scales the tensors of a name. */
export function scaleOf(name: string, shape: Shape): (u: number) => number {
  if (name.endsWith('running_mean') || name.endsWith('bias')) return (u) => (u - 0.5) * 0.2;
  if (name.endsWith('relative_position_bias_table')) return (u) => (u - 0.5) * 0.5;
  if (shape.length === 1) return (u) => 0.5 + u;
  const fanIn = elementCount(shape.slice(1));
  return (u) => (u - 0.5) * 2 * Math.sqrt(6 / fanIn);
}

/** Numbers of the formula for the k-th tensor. */
export function filled(shape: Shape, k: number, scale: (u: number) => number): Tensor {
  const data = new Float32Array(elementCount(shape));
  for (let i = 0; i < data.length; i += 1) {
    const word = (Math.imul(i, 2654435761) + k * 40503 + 12345) >>> 0;
    data[i] = scale(word / 2 ** 32);
  }
  return tensor(shape, data);
}

/** Runs a network and compares results by name. @param tolerance Of the relative L2 difference. */
export async function expectEqualResults(
  graph: Graph,
  { inputs, weights, expected }: NetworkReference,
  tolerance: number,
): Promise<void> {
  const session = await createSession(encodeModel(graph, weights));
  try {
    const results = await session.run(inputs);
    for (const { name } of graph.outputs) {
      const difference = relativeL2(required(results, name), required(expected, name));
      expect(difference, `${name} is off by ${difference}`).toBeLessThan(tolerance);
    }
  } finally {
    await session.dispose();
  }
}

export function relativeL2(actual: Tensor, expected: Tensor): number {
  expect(actual.shape).toEqual(expected.shape);
  let [distance, length] = [0, 0];
  for (const [n, value] of expected.data.entries()) {
    distance += (actual.data[n] - value) ** 2;
    length += value ** 2;
  }
  return Math.sqrt(distance / length);
}

export function required(tensors: Tensors, name: string): Tensor {
  const found = tensors.get(name);
  if (!found) throw new Error(`the reference has no tensor ${name}`);
  return found;
}
