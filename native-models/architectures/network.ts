import { graphBuilder, type GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import type { Random } from '../numeric/random.ts';
import { appendBackbone, appendStages, type BackboneOutput, type Part } from './backbone.ts';
import { familyOf, type BackboneSize } from './families.ts';
import { fusions, type FusionName } from './fusion.ts';
import { auxiliaryHeads, classifierHead, projectionHead, type AuxiliaryHead } from './heads.ts';
import { storedStatistics, type Normalise } from './normalise.ts';

/** A network with its heads, as numbers. */
export interface NetworkSpec {
  readonly backbone: BackboneSize;
  readonly fusion: FusionName;
  /** Length of the radiomics vector r. */
  readonly radiomicsCount: number;
  /** With the auxiliary heads; without them where absent. */
  readonly auxiliary?: boolean;
}

/** A place where a network can be cut: behind its stem or behind a stage. */
export type Stage = 'stem' | 1 | 2 | 3 | 4;

/** What a network computes of N patients. */
export interface NetworkValues extends BackboneOutput {
  /** Network features and radiomics as the fusion joins them. */
  readonly fused: Value;
  /** [N, 2]: pN-, pN+. */
  readonly logits: Value;
  /** [N, 128], as the contrastive loss sees the patients. */
  readonly projection: Value;
  /** Null where the network has none. */
  readonly auxiliary: Readonly<Record<AuxiliaryHead, Value>> | null;
}

export interface NetworkInputs {
  /** Images [N, 1, D, H, W], or what the stage gave behind which the network begins. */
  readonly x: Value;
  /** [N, r] */
  readonly radiomics: Value;
}

/** Appends a network to a graph. */
export type NetworkBuilder = (
  graph: GraphBuilder,
  inputs: NetworkInputs,
  normalise: Normalise,
) => NetworkValues;

/** The whole network. */
export function buildNetwork(spec: NetworkSpec): NetworkBuilder {
  const { backbone } = familyOf(spec.backbone);
  return (graph, { x, radiomics }, normalise) =>
    withHeads(graph, appendBackbone(graph, x, backbone, normalise), { spec, radiomics });
}

/** The network behind a stage, with the heads: `x` is what that stage gave. */
export function buildFromStage(spec: NetworkSpec, stage: Stage): NetworkBuilder {
  const { stages } = familyOf(spec.backbone).backbone;
  const rest = stages.slice(stageNumber(stage));
  return (graph, { x, radiomics }, normalise) =>
    withHeads(graph, appendStages(graph, x, rest, normalise), { spec, radiomics });
}

/** The network up to a stage, that included, without heads: what `buildFromStage` takes as `x`. */
export function buildUpToStage(spec: NetworkSpec, stage: Stage): Part {
  const { stem, stages } = familyOf(spec.backbone).backbone;
  return [stem, ...stages.slice(0, stageNumber(stage))].reduce(
    (before, part) => (graph, x, normalise) => part(graph, before(graph, x, normalise), normalise),
  );
}

/**
 * The network's parameters, stored statistics included, in the order in which it uses them.
 *
 * @param inputSize Edge of the cubic image in voxels.
 */
export function networkParameters(spec: NetworkSpec, inputSize: number): readonly Value[] {
  const graph = graphBuilder();
  const x = graph.input('x', [1, 1, inputSize, inputSize, inputSize]);
  const radiomics = graph.input('radiomics', [1, spec.radiomicsCount]);
  buildNetwork(spec)(graph, { x, radiomics }, storedStatistics);
  return graph.parameters;
}

/** Weights of a network that has learned nothing, by state-dict name. */
export function initialWeights(
  spec: NetworkSpec,
  inputSize: number,
  random: Random,
): Map<string, Tensor> {
  return familyOf(spec.backbone).start(networkParameters(spec, inputSize), random);
}

/** The part of the network that uses a parameter; what belongs to no stage belongs to the heads. */
export function stageOfParameter(spec: NetworkSpec, name: string): Stage | 'head' {
  const places = ['stem', 1, 2, 3, 4] as const;
  const { prefixes } = familyOf(spec.backbone);
  const found = prefixes.findIndex((list) => list.some((prefix) => name.startsWith(prefix)));
  return found === -1 ? 'head' : places[found];
}

interface Heads {
  readonly spec: NetworkSpec;
  readonly radiomics: Value;
}

function withHeads(
  graph: GraphBuilder,
  output: BackboneOutput,
  { spec, radiomics }: Heads,
): NetworkValues {
  const names = familyOf(spec.backbone).heads;
  const fused = fusions[spec.fusion](graph, { radiomics, features: output.features });
  return {
    ...output,
    fused,
    logits: classifierHead(graph, fused, names),
    projection: projectionHead(graph, fused, names),
    auxiliary: spec.auxiliary ? auxiliaryHeads(graph, fused) : null,
  };
}

function stageNumber(stage: Stage): number {
  return stage === 'stem' ? 0 : stage;
}
