import { expect, test } from 'vitest';
import { graphBuilder } from '../graph/graph.ts';
import { elementCount } from '../graph/tensor-type.ts';
import {
  expectEqualResults,
  fullSizeReference,
  parameterCount,
} from '../testing/network-reference.ts';
import { sharedFile } from '../testing/shared-data.ts';
import { appendBackbone } from './backbone.ts';
import { backboneOf, type BackboneName } from './backbone-size.ts';
import { familyOf } from './families.ts';
import { networkParameters, type NetworkSpec } from './network.ts';
import { storedStatistics } from './normalise.ts';

// MONAI 1.1.0's networks with the study's heads on PyTorch 1.13, float32, at 96³.
const file = sharedFile('reference/networks/full-size.json');
const EDGE = 96;
/** Up to 250 GFLOP each, on a machine that may be busy. */
const PATIENCE_MS = 180_000;

const networks: readonly BackboneName[] = ['resnet18', 'resnet34', 'resnet50', 'densenet121'];

for (const name of networks) {
  const backbone = backboneOf(name, 1, EDGE);

  test.skipIf(!file)(`${name} has MONAI’s parameters, with all heads`, () => {
    const spec: NetworkSpec = { backbone, fusion: 'concat', radiomicsCount: 10, auxiliary: true };
    const parameters = networkParameters(spec, EDGE);
    const ours = parameters.map((value) => `${value.name} ${value.shape.join('×')}`);
    const { stateDict, count } = parameterCount(file ?? '', name);
    const theirs = stateDict.map(([weight, shape]) => `${weight} ${shape.join('×')}`);
    expect(ours.toSorted()).toEqual(theirs.toSorted());
    const learned = parameters.filter((value) => !/running_(mean|var)$/.test(value.name));
    expect(learned.reduce((sum, { shape }) => sum + elementCount(shape), 0)).toBe(count);
  });

  test.skipIf(!file)(
    `${name} gives MONAI’s features`,
    async () => {
      const graph = graphBuilder();
      const x = graph.input('x', [1, 1, EDGE, EDGE, EDGE]);
      const parts = familyOf(backbone).backbone;
      const { features } = appendBackbone(graph, x, parts, storedStatistics);
      const reference = fullSizeReference(file ?? '', name);
      await expectEqualResults(graph.finish({ features }), reference, 1e-5);
    },
    PATIENCE_MS,
  );
}
