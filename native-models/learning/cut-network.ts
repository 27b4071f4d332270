import type { Part } from '../architectures/backbone.ts';
import {
  buildFromStage,
  buildUpToStage,
  stageOfParameter,
  type NetworkSpec,
} from '../architectures/network.ts';
import { storedStatistics } from '../architectures/normalise.ts';
import { forInference, type Formulations } from '../graph/formulations.ts';
import { graphBuilder, type Graph } from '../graph/graph.ts';
import type { Shape } from '../graph/tensor-type.ts';
import type { LearningPart } from './settings.ts';
import type { BuildNetwork } from './training-graph.ts';

/** A network in two: images go through `lower`, what comes out goes with radiomics through `upper`. */
export interface CutNetwork {
  readonly lower: Part;
  readonly upper: BuildNetwork;
  /** Whether a parameter learns; asked for those alone that can. */
  readonly learns: (name: string) => boolean;
}

/** Cut where training needs it: below all that learns, or below the heads where everything learns. */
export function cutNetwork(spec: NetworkSpec, part: LearningPart): CutNetwork {
  const stage = part === 'last-stage' ? 3 : 4;
  const learning = {
    all: () => true,
    'last-stage': (name: string) => ['head', 4].includes(stageOfParameter(spec, name)),
    heads: (name: string) => stageOfParameter(spec, name) === 'head',
  };
  return {
    lower: buildUpToStage(spec, stage),
    upper: buildFromStage(spec, stage),
    learns: learning[part],
  };
}

/** Both parts of a network as one. */
export function joined({ lower, upper }: CutNetwork): BuildNetwork {
  return (graph, { x, radiomics }, normalise) =>
    upper(graph, { x: lower(graph, x, normalise), radiomics }, normalise);
}

/** A lower part with its stored statistics: input `x`, output `cut`. */
export function lowerGraph(lower: Part, image: Shape, formulations: Formulations): Graph {
  const graph = graphBuilder(formulations);
  const x = graph.input('x', image);
  return graph.finish({ cut: lower(graph, x, storedStatistics) });
}

/** A network with its stored statistics: inputs `x` and `radiomics`, output `logits`. */
export function inferenceGraph(
  build: BuildNetwork,
  shapes: { readonly image: Shape; readonly radiomics: Shape },
  formulations: Formulations,
): Graph {
  const graph = graphBuilder(forInference(formulations));
  const x = graph.input('x', shapes.image);
  const radiomics = graph.input('radiomics', shapes.radiomics);
  return graph.finish({ logits: build(graph, { x, radiomics }, storedStatistics).logits });
}
