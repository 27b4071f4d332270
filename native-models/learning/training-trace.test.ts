import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { BackboneSize } from '../architectures/families.ts';
import { buildNetwork } from '../architectures/network.ts';
import { studySwin, swinPrefix } from '../architectures/swin/swin.ts';
import { cpuFormulations } from '../graph/formulations.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { parseSafetensors } from '../graph/safetensors.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { createSession } from '../runtime/session.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { studyAdam } from './adam.ts';
import { contrastivePairs } from './contrastive-loss.ts';
import { classTargets } from './cross-entropy.ts';
import { STUDY_DECAY } from './moving-average.ts';
import { trainStep } from './train-step.ts';
import { gradientName, trainingGraph } from './training-graph.ts';
import { startState, type TrainingState } from './training-state.ts';

const widths = [4, 8, 12, 16] as const;

// Traces of PyTorch 1.13 on MONAI 1.1.0's networks with the study's heads, losses in float64.
const traces: Readonly<Record<string, BackboneSize>> = {
  'train-resnet18': { family: 'resnet', block: 'basic', blocks: [2, 2, 2, 2], widths },
  'train-densenet': { family: 'densenet', initial: 8, growth: 4, blocks: [2, 3, 2, 2] },
  'train-swin': { ...studySwin, family: 'swin', embed: 12 },
};

/** Gradients below this norm are rounding noise. */
const NOISE = 1e-6;
/**
 * What has no gradient but noise: a bias before a batch normalisation, and one that all keys share,
 * which adds the same to everything that a query attends to.
 */
const WITHOUT_GRADIENT = /\.downsample\.0\.bias$|\.qkv\.bias of keys$/;

for (const [name, backbone] of Object.entries(traces)) {
  const file = sharedFile(`reference/networks/${name}.safetensors`);

  test.skipIf(!file)(`${name}: losses, gradients, weights and averages of every step`, async () => {
    const trace = readTrace(file ?? '');
    const state = startState(trace.start);
    const { x, radiomics } = trace.batches[0];
    const build = buildNetwork({ backbone, fusion: 'concat', radiomicsCount: 10 });
    const graph = trainingGraph({
      ...{ build, image: x.shape, radiomics: radiomics.shape },
      normalisation: 'batch',
      formulations: cpuFormulations,
    });
    const session = await createSession(encodeModel(graph.graph));
    try {
      const gradients = await session.run({
        ...Object.fromEntries(graph.graph.parameters.map((p) => [p.name, weight(state, p.name)])),
        ...{ x, radiomics, targets: classTargets(trace.labels) },
        ...contrastivePairs(trace.labels),
      });
      const noisy = expectGradients(gradients, trace.gradients);

      for (const [s, batch] of trace.batches.entries()) {
        const step = { adam: studyAdam, rate: 1e-4, decay: STUDY_DECAY };
        const losses = await trainStep(state, batch, { graph, session }, step);
        const [entropy, contrastive] = trace.losses.subarray(2 * s);
        expect(Math.abs(losses.crossEntropy / entropy - 1), `step ${s}`).toBeLessThan(1e-4);
        expect(Math.abs(losses.contrastive / contrastive - 1), `step ${s}`).toBeLessThan(1e-4);
      }
      expectWeights(state, trace, noisy);
    } finally {
      await session.dispose();
    }
  });
}

type Tensors = ReadonlyMap<string, Tensor>;

/** @returns Names of the parts of parameters whose gradient is noise. */
function expectGradients(actual: Tensors, expected: Tensors): ReadonlySet<string> {
  const noisy = new Set<string>();
  for (const [name, { data }] of expected) {
    const ours = actual.get(gradientName(name))?.data ?? new Float32Array();
    for (const [part, from, to] of partsOf(name, data.length)) {
      const theirs = data.subarray(from, to);
      if (norm(theirs) <= NOISE) {
        expect(part).toMatch(WITHOUT_GRADIENT);
        noisy.add(part);
        continue;
      }
      const gap = distance(ours.subarray(from, to), theirs) / norm(theirs);
      expect(gap, `gradient of ${part}`).toBeLessThan(1e-3);
    }
  }
  return noisy;
}

function expectWeights(state: TrainingState, trace: Trace, noisy: ReadonlySet<string>): void {
  for (const [name, { data: end }] of trace.end) {
    const start = weight({ weights: trace.start }, name).data;
    const ours = weight(state, name).data;
    const average = weight({ weights: state.averages }, name).data;
    const theirs = weight({ weights: trace.averages }, name).data;
    expect(distance(average, theirs), `average of ${name}`).toBeLessThanOrEqual(
      1e-5 * norm(theirs) + 1e-8,
    );
    const [moved, expected] = [difference(ours, start), difference(end, start)];
    for (const [part, from, to] of partsOf(name, end.length)) {
      if (noisy.has(part)) continue;
      const [us, them] = [moved.subarray(from, to), expected.subarray(from, to)];
      if (norm(them) === 0) expect(norm(us), part).toBe(0);
      else expect(cosine(us, them), `change of ${part}`).toBeGreaterThan(0.999);
    }
  }
}

type Part = readonly [name: string, from: number, to: number];

/** A parameter in parts that are as good as parameters of their own. */
function partsOf(name: string, length: number): readonly Part[] {
  if (!name.endsWith('.qkv.bias')) return [[name, 0, length]];
  const third = length / 3;
  return ['queries', 'keys', 'values'].map((part, n) => {
    return [`${name} of ${part}`, n * third, (n + 1) * third];
  });
}

type Trace = ReturnType<typeof readTrace>;

function readTrace(path: string) {
  const { tensors } = parseSafetensors(readFileSync(path));
  const part = (prefix: string): Tensors =>
    new Map(
      [...tensors]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length).replace(swinPrefix, ''), value]),
    );
  const weights = { weights: tensors };
  const labels = Array.from(weight(weights, 'y').data);
  const losses = weight(weights, 'losses').data;
  const batches = Array.from({ length: losses.length / 2 }, (_, s) => ({
    x: weight(weights, `x${s}`),
    radiomics: weight(weights, `radiomics${s}`),
    labels,
  }));
  return {
    ...{ labels, losses, batches },
    start: part('w0.'),
    end: part('wN.'),
    gradients: part('grad0.'),
    averages: part('ema.'),
  };
}

function weight({ weights }: { readonly weights: Tensors }, name: string): Tensor {
  const found = weights.get(name);
  if (!found) throw new Error(`no tensor ${name}`);
  return found;
}

function difference(a: Float32Array, b: Float32Array): Float32Array {
  return a.map((v, n) => v - b[n]);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, v, n) => sum + v * b[n], 0);
}

const norm = (a: Float32Array): number => Math.sqrt(dot(a, a));
const distance = (a: Float32Array, b: Float32Array): number => norm(difference(a, b));
const cosine = (a: Float32Array, b: Float32Array): number => dot(a, b) / (norm(a) * norm(b));
