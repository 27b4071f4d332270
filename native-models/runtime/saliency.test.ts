import { expect, test } from 'vitest';
import type { NetworkSpec } from '../architectures/network.ts';
import { graphBuilder } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import { averagePool } from '../graph/ops/average-pool.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { reorientToRas } from '../image/reorient.ts';
import {
  indexToPatient,
  patientToIndex,
  voxelCount,
  type Geometry,
  type Mask,
  type Vec3,
  type Volume,
} from '../image/volume.ts';
import { filled, relativeL2, required, scaleOf } from '../testing/network-reference.ts';
import pytorch from './fixtures/grad-cam.json' with { type: 'json' };
import { gradCam } from './grad-cam.ts';
import { saliencyGraph } from './saliency-graph.ts';
import { encodeSaliencyModel, saliency, saliencyOnGrid } from './saliency.ts';
import { createSession } from './session.ts';

const spec: NetworkSpec = {
  backbone: { family: 'resnet', block: 'basic', blocks: [2, 2, 2, 2], widths: [2, 3, 4, 5] },
  fusion: 'concat',
  radiomicsCount: 2,
};
const edge = 48;

test('channels weighted by their mean gradient, without what speaks against', () => {
  const activation = tensor([1, 2, 1, 1, 3], Float32Array.of(1, 2, 3, 4, 1, 0));
  const gradient = tensor([1, 2, 1, 1, 3], Float32Array.of(3, 0, 0, -1, -1, -1));
  // Weights 1 and -1.
  expect(gradCam(activation, gradient)).toEqual(tensor([1, 1, 3], Float32Array.of(0, 1, 3)));
});

// fixtures/grad-cam.py: MONAI 1.6.1's ResNet with PyTorch 2.13's own gradients.
test('agrees with PyTorch', async () => {
  const weights = fixtureWeights();
  const session = await createSession(encodeSaliencyModel(spec, weights, edge));
  const inputs = { x: filled([1, 1, edge, edge, edge], 9999, (u) => u) };
  try {
    const outputs = await session.run({ ...inputs, radiomics: radiomicsOf(0) });
    const logits = tensor([1, 2], Float32Array.from(pytorch.logits));
    expect(relativeL2(required(outputs, 'logits'), logits)).toBeLessThan(1e-5);

    const gradient = required(outputs, 'gradient');
    const norm = Math.hypot(...gradient.data);
    expect(norm / pytorch.gradientNorm).toBeCloseTo(1, 5);
    // The head sees the mean over all positions, so a channel's gradient is its weight over them.
    const head = required(weights, 'fc.weight').data;
    const positions = pytorch.cam.length;
    for (const [at, value] of gradient.data.entries()) {
      const c = spec.radiomicsCount + Math.floor(at / positions);
      expect(value).toBeCloseTo((head[7 + c] - head[c]) / positions, 6);
    }

    const cam = gradCam(required(outputs, 'activation'), gradient);
    const expected = tensor(pytorch.shape, Float32Array.from(pytorch.cam));
    expect(relativeL2(cam, expected)).toBeLessThan(1e-5);

    const others = await session.run({ ...inputs, radiomics: radiomicsOf(3) });
    expect(required(others, 'gradient')).toEqual(gradient);
  } finally {
    await session.dispose();
  }
});

const geometry: Geometry = {
  dimensions: [100, 80, 42],
  spacingMm: [1.2, 1.4, 2.6],
  originMm: [55, -40, -300],
  // A scan whose columns run to the right and whose slices run to the feet.
  direction: [-1, 0, 0, 0, 1, 0, 0, 0, -1],
};
/** A bright block of 13 × 14 × 13 mm. */
const block = { from: [30, 50, 20], size: [11, 10, 5] } as const;

test('shows on the CT’s own grid where the activation lies', async () => {
  const { volume, mask } = blockCase();
  const result = await meansOfEightMm(volume, mask);
  const { map, box, peak } = result;
  expect(peak).toBeGreaterThan(0.5);

  const centre: Vec3 = [35, 54.5, 22];
  const strongest = indexToPatient(map.geometry, positionOf(map, map.data.indexOf(highest(map))));
  const expected = indexToPatient(geometry, centre);
  for (const axis of [0, 1, 2] as const) {
    expect(Math.abs(strongest[axis] - expected[axis])).toBeLessThan(8);
  }
  // The box is a part of the CT's grid, voxel on voxel.
  expect(patientToIndex(geometry, map.geometry.originMm).map(Math.round)).toEqual(box.offset);
  expect(highest(map)).toBeLessThanOrEqual(1);
  expect(highest(map)).toBeGreaterThan(0.8);
  // Sixteen millimetres away nothing of the block is left.
  expect(map.data[0]).toBe(0);
});

test('is the same whichever way the scan was stored', async () => {
  const { volume, mask } = blockCase();
  const turned = await meansOfEightMm(reorientToRas(volume), reorientToRas(mask));
  const straight = reorientToRas((await meansOfEightMm(volume, mask)).map);
  expect(turned.map.geometry.dimensions).toEqual(straight.geometry.dimensions);
  const largest = turned.map.data.reduce(
    (most, value, at) => Math.max(most, Math.abs(value - straight.data[at])),
    0,
  );
  expect(largest).toBeLessThan(1e-5);
});

test('is empty where nothing speaks for the class', async () => {
  const { volume, mask } = blockCase();
  const dark = { ...volume, data: new Int16Array(volume.data.length).fill(-1600) };
  const { map, peak } = await meansOfEightMm(dark, mask);
  expect(peak).toBe(0);
  expect(highest(map)).toBe(0);
});

/** A network whose activation is the image itself, coarser; every position speaks for the class. */
async function meansOfEightMm(volume: Volume, mask: Mask) {
  const graph = graphBuilder();
  graph.input('radiomics', [1, 1]);
  const x = graph.input('x', [1, 1, edge, edge, edge]);
  const activation = graph.apply(averagePool, [x], { kernel: [8, 8, 8] });
  const gradient = graph.constant(activation.shape, 1);
  const model = encodeModel(graph.finish({ activation, gradient }));
  const session = await createSession(model, { threads: 1 });
  try {
    const input = { volume, mask, inputSize: edge, radiomicsCount: 1 };
    const found = await saliency({ ...input, runSession: session.run });
    return { ...saliencyOnGrid(found, volume.geometry), peak: found.peak };
  } finally {
    await session.dispose();
  }
}

function blockCase(): { readonly volume: Volume; readonly mask: Mask } {
  const data = new Int16Array(voxelCount(geometry)).fill(-1600);
  const inside = new Uint8Array(data.length);
  const [nx, ny] = geometry.dimensions;
  for (let k = 0; k < block.size[2]; k += 1) {
    for (let j = 0; j < block.size[1]; j += 1) {
      const row = block.from[0] + nx * (block.from[1] + j + ny * (block.from[2] + k));
      data.fill(400, row, row + block.size[0]);
      inside.fill(1, row, row + block.size[0]);
    }
  }
  return { volume: { geometry, data }, mask: { geometry, data: inside } };
}

function fixtureWeights(): Map<string, Tensor> {
  const shapes = new Map(
    saliencyGraph(spec, [1, 1, edge, edge, edge]).parameters.map(({ name, shape }) => [
      name,
      shape,
    ]),
  );
  const names = [...pytorch.names, 'fc.weight', 'fc.bias'];
  expect([...shapes.keys()].toSorted()).toEqual(names.toSorted());
  return new Map(
    names.map((name, k) => {
      const shape = shapes.get(name) ?? [];
      return [name, filled(shape, k, scaleOf(name, shape))];
    }),
  );
}

function radiomicsOf(value: number): Tensor {
  return tensor([1, spec.radiomicsCount], new Float32Array(spec.radiomicsCount).fill(value));
}

function highest({ data }: Volume<Float32Array>): number {
  return data.reduce((most, value) => Math.max(most, value), 0);
}

function positionOf({ geometry: { dimensions } }: Volume, at: number): Vec3 {
  const [nx, ny] = dimensions;
  return [at % nx, Math.floor(at / nx) % ny, Math.floor(at / (nx * ny))];
}
