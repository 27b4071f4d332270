import type { GraphBuilder } from '../graph/graph.ts';
import type { Value } from '../graph/op.ts';
import { dense } from './fusion.ts';

/** State-dict names of a network's heads; the study's networks differ in them. */
export interface HeadNames {
  readonly classifier: string;
  readonly projection: readonly [wide: string, narrow: string];
}

export const resnetHeads: HeadNames = {
  classifier: 'fc',
  projection: ['contrastive_features.feature1', 'contrastive_features.feature2'],
};
export const densenetHeads: HeadNames = { ...resnetHeads, classifier: 'class_layers.out' };
export const swinHeads: HeadNames = { classifier: 'out', projection: ['p1', 'p2'] };

/** Two logits, pN- and pN+, of the fused vector. */
export function classifierHead(graph: GraphBuilder, fused: Value, names: HeadNames): Value {
  return dense(graph, fused, { name: names.classifier, out: 2 });
}

/** The fused vector as the contrastive loss sees it: two linear layers, nothing between them. */
export function projectionHead(graph: GraphBuilder, fused: Value, names: HeadNames): Value {
  const [wide, narrow] = names.projection;
  return dense(graph, dense(graph, fused, { name: wide, out: 1024 }), { name: narrow, out: 128 });
}

/** What an auxiliary head predicts. */
export const auxiliaryOutputs = {
  /** Lymphovascular invasion, absent or present. */
  fc1: 2,
  /** Pathological grade, low or high. */
  fc2: 2,
  /** Pathological type, one of two. */
  fc3: 2,
  /** Diameter of the solid component. */
  fc4: 1,
} as const;

export type AuxiliaryHead = keyof typeof auxiliaryOutputs;

/** The auxiliary heads on the fused vector, each [N, 2] or [N, 1]. */
export function auxiliaryHeads(
  graph: GraphBuilder,
  fused: Value,
): Readonly<Record<AuxiliaryHead, Value>> {
  const head = (name: AuxiliaryHead): Value =>
    dense(graph, fused, { name, out: auxiliaryOutputs[name] });
  return { fc1: head('fc1'), fc2: head('fc2'), fc3: head('fc3'), fc4: head('fc4') };
}
