import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { backboneOf } from '../../architectures/backbone-size.ts';
import { networkParameters } from '../../architectures/network.ts';
import { graphBuilder } from '../../graph/graph.ts';
import { encodeModel } from '../../graph/onnx/encode-model.ts';
import { batchNormalization } from '../../graph/ops/batch-normalization.ts';
import { conv } from '../../graph/ops/conv.ts';
import { elementCount, tensor, type Shape, type Tensor } from '../../graph/tensor-type.ts';
import { createSession } from '../../runtime/session.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { matchWeights, type NeededParameter } from './match-weights.ts';
import { parseWeightFile } from './parse-weight-file.ts';
import { openZip } from './zip-archive.ts';

const zeros = (shape: Shape): Tensor => tensor(shape, new Float32Array(elementCount(shape)));
const file = (shapes: Readonly<Record<string, Shape>>): Map<string, Tensor> =>
  new Map(Object.entries(shapes).map(([name, shape]) => [name, zeros(shape)]));

const needed: readonly NeededParameter[] = [
  { name: 'conv1.weight', shape: [4, 1, 3] },
  { name: 'layer1.conv1.weight', shape: [4, 4, 3] },
  { name: 'layer1.blocks.0.mlp.linear1.weight', shape: [8, 4] },
  { name: 'fc.weight', shape: [2, 8] },
];

test('every name of file and network is in exactly one list', () => {
  const tensors = file({
    'conv1.weight': [4, 1, 3],
    'bn1.num_batches_tracked': [],
    'layer1.conv1.weight': [4, 4, 5],
    'layer1.blocks.0.mlp.fc1.weight': [8, 4],
    'layer1.blocks.0.attn.relative_position_index': [3, 3],
    'conv_seg.weight': [1],
  });
  const { weights, report } = matchWeights(tensors, needed);
  expect(report).toEqual({
    prefix: '',
    matched: ['conv1.weight', 'layer1.blocks.0.mlp.linear1.weight'],
    missing: ['fc.weight'],
    unexpected: ['conv_seg.weight'],
    shapeDiffers: [{ name: 'layer1.conv1.weight', file: [4, 4, 5], network: [4, 4, 3] }],
    ignored: ['bn1.num_batches_tracked', 'layer1.blocks.0.attn.relative_position_index'],
  });
  expect([...weights.keys()]).toEqual(report.matched);
  expect(weights.get('conv1.weight')).toBe(tensors.get('conv1.weight'));
});

for (const prefix of ['module.', 'state_dict.', 'model.module.', 'net.swinViT.', 'a[0].b.']) {
  test(`a state dict under ${prefix} is found by its content`, () => {
    const inside = Object.fromEntries(needed.map(({ name, shape }) => [prefix + name, shape]));
    const averages = Object.fromEntries(needed.map(({ name, shape }) => [`ema.${name}`, shape]));
    const tensors = file({ 'optimizer.state.0.step': [], ...inside, ...averages });
    const { report } = matchWeights(tensors, needed);
    expect(report.prefix).toBe(prefix);
    expect(report.matched).toEqual(needed.map(({ name }) => name));
    expect(report.unexpected).toEqual(['optimizer.state.0.step', ...Object.keys(averages)]);
  });
}

test('a file of another network matches nothing and loses no name', () => {
  const tensors = file({ 'a.weight': [1], 'b.weight': [2] });
  const { weights, report } = matchWeights(tensors, needed);
  expect(weights.size).toBe(0);
  expect(report.missing).toEqual(needed.map(({ name }) => name));
  expect(report.unexpected).toEqual(['a.weight', 'b.weight']);
});

// Names and shapes of MedicalNet's networks, from its code, and of the study's, from MONAI 1.1.0.
const medicalNetFile = sharedFile('data/torch/generated/medicalnet_state_dict_shapes.json');
const medicalNetCases = [
  // The shortcut without parameters has none to give; the heads are the study's own.
  { name: 'resnet18', matched: 85, shortcuts: /downsample/, ignored: 19 },
  { name: 'resnet34', matched: 165, shortcuts: /downsample/, ignored: 35 },
  // Its shortcut convolution has no bias.
  { name: 'resnet50', matched: 265, shortcuts: /downsample\.0\.bias/, ignored: 55 },
] as const;

for (const { name, matched, shortcuts, ignored } of medicalNetCases) {
  test.skipIf(!medicalNetFile)(`MedicalNet’s ${name} gives all but shortcuts and heads`, () => {
    const shapes = JSON.parse(readFileSync(medicalNetFile ?? '', 'utf8')) as Readonly<
      Record<string, { readonly state_dict: Readonly<Record<string, readonly [string, Shape]>> }>
    >;
    const entries = Object.entries(shapes[name].state_dict);
    const tensors = file(Object.fromEntries(entries.map(([k, [, s]]) => [`module.${k}`, s])));
    const { report } = matchWeights(tensors, studyParameters(name));
    expect(report.prefix).toBe('module.');
    expect(report.matched).toHaveLength(matched);
    expect(report.shapeDiffers).toEqual([]);
    expect(report.ignored).toHaveLength(ignored);
    const heads = /^(fc|contrastive_features)/;
    const others = report.missing.filter((missing) => !heads.test(missing));
    expect(others.length).toBeGreaterThan(0);
    expect(others.filter((missing) => !shortcuts.test(missing))).toEqual([]);
    expect(report.unexpected.every((path) => path.startsWith('module.conv_seg.'))).toBe(true);
    expect(report.unexpected).toHaveLength(12);
  });
}

test('the self-supervised Swin weights give the whole backbone, under their older names', () => {
  const parameters = studyParameters('swin');
  const backbone = parameters.filter(({ name }) => /^(patch_embed|layers)/.test(name));
  // As `load_from` of MONAI 1.6.1's SwinUNETR and of its blocks expects them.
  const old = backbone.map(({ name, shape }) => [
    `state_dict.module.${name.replace('mlp.linear', 'mlp.fc')}`,
    shape,
  ]);
  const index = 'state_dict.module.layers1.0.blocks.0.attn.relative_position_index';
  const tensors = file({
    ...(Object.fromEntries(old) as Record<string, Shape>),
    ...{ [index]: [343, 343], 'state_dict.module.rotation_head.weight': [4, 768] },
  });
  const { report } = matchWeights(tensors, parameters);
  expect(report.prefix).toBe('state_dict.module.');
  expect(report.matched).toEqual(backbone.map(({ name }) => name));
  expect(report.ignored).toEqual([index]);
  expect(report.unexpected).toEqual(['state_dict.module.rotation_head.weight']);
});

function studyParameters(name: 'resnet18' | 'resnet34' | 'resnet50' | 'swin') {
  const backbone = backboneOf(name, 1, 96);
  return networkParameters({ backbone, fusion: 'concat', radiomicsCount: 10 }, 96);
}

// MedicalNet's code on narrow stages, with input and outputs of its layers (PyTorch 1.13).
const tiny = ['zip', 'legacy'].map((form) =>
  sharedFile(`data/torch/generated/tiny_medicalnet_resnet18_${form}.pth`),
);
const traceFile = sharedFile('data/torch/generated/tiny_medicalnet_resnet18_io.npz');

test.skipIf(tiny.includes(undefined) || !traceFile)(
  'weights of a MedicalNet file compute what its network computed, in both forms',
  async () => {
    const [zip, legacy] = tiny.map((path) => parseWeightFile(readFileSync(path ?? '')));
    expect([zip.format, legacy.format]).toEqual(['pytorch-zip', 'pytorch-legacy']);
    expect(legacy.tensors).toEqual(zip.tensors);
    expect(legacy.metadata).toEqual(zip.metadata);
    expect(Object.keys(zip.metadata)).toEqual(['epoch', 'arch']);
    const trace = openZip(readFileSync(traceFile ?? ''));
    const input = arrayOf(trace.read('input.npy'));
    const stored = zip.tensors.get('state_dict.module.conv1.weight')?.shape ?? [];

    const graph = graphBuilder();
    const x = graph.input('x', input.shape);
    const kernel = graph.parameter('conv1.weight', stored);
    const attrs = { stride: [2, 2, 2], padding: [3, 3, 3] } as const;
    const conv1 = graph.apply(conv, [x, kernel], attrs);
    const of = (what: string) => graph.parameter(`bn1.${what}`, [stored[0]]);
    const statistics = [of('weight'), of('bias'), of('running_mean'), of('running_var')] as const;
    const bn1 = graph.apply(batchNormalization, [conv1, ...statistics], { epsilon: 1e-5 });
    const { weights, report } = matchWeights(legacy.tensors, graph.parameters);
    expect(report.prefix).toBe('state_dict.module.');
    expect(report.missing).toEqual([]);

    const session = await createSession(encodeModel(graph.finish({ conv1, bn1 }), weights));
    try {
      const outputs = await session.run({ x: input });
      for (const name of ['conv1', 'bn1']) {
        const expected = arrayOf(trace.read(`${name}.npy`)).data;
        const actual = outputs.get(name)?.data ?? new Float32Array();
        expect(actual).toHaveLength(expected.length);
        const gap = expected.reduce((most, v, n) => Math.max(most, Math.abs(v - actual[n])), 0);
        expect(gap, name).toBeLessThan(1e-5);
      }
    } finally {
      await session.dispose();
    }
  },
);

/** The float32 array of an .npy file of version 1, whose header's length stands at byte 8. */
function arrayOf(npy: Uint8Array): Tensor {
  const start = 10 + npy[8] + 256 * npy[9];
  const [, sizes = ''] =
    /\(([\d, ]*)\)/.exec(Buffer.from(npy.subarray(10, start)).toString()) ?? [];
  const shape = sizes.split(',').filter((size) => size.trim() !== '');
  return tensor(shape.map(Number), new Float32Array(Uint8Array.from(npy.subarray(start)).buffer));
}
