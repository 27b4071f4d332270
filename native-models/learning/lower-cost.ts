import { graphCost, type GraphCost } from '../graph/cost.ts';
import type { Value } from '../graph/op.ts';
import { elementCount } from '../graph/tensor-type.ts';
import { lowerGraph, type CutNetwork } from './cut-network.ts';
import { backwardGraphs, forwardGraphs } from './segment-graphs.ts';
import { segmented, type SegmentPlan } from './segments.ts';
import { lowerBackward } from './stored-pass.ts';

/** What a lower part asks of a machine for one patient. */
export interface LowerCost extends Pick<GraphCost, 'work'> {
  /** Of the sessions that are open at once; each keeps all that its graph needs. */
  readonly peakBytes: number;
  /** Most that is kept of each patient of a batch at once. */
  readonly keptBytes: number;
}

/** Of `storedPass`. */
export function storedCost(network: CutNetwork, plan: SegmentPlan): LowerCost {
  const forward = graphCost(lowerGraph(network.lower, plan.image, plan.formulations));
  const backward = graphCost(lowerBackward(network, plan).graph);
  return {
    work: forward.work + backward.work,
    peakBytes: forward.peakBytes + backward.peakBytes,
    keptBytes: 0,
  };
}

/** Of `pooledPass`. */
export function pooledCost({ lower }: CutNetwork, plan: SegmentPlan): LowerCost {
  const part = segmented(lower, plan);
  const graphs = [...forwardGraphs(part), ...backwardGraphs(part).map(({ graph }) => graph)];
  const costs = graphs.map(graphCost);
  let kept = 0;
  const atOnce = part.segments.map(({ keeps, alive }) => (kept += bytesOf(keeps)) + bytesOf(alive));
  return {
    work: costs.reduce((sum, { work }) => sum + work, 0),
    // Large ones are open one after the other.
    peakBytes: Math.max(...costs.map(({ peakBytes }) => peakBytes)),
    keptBytes: Math.max(...atOnce),
  };
}

const FLOAT_BYTES = 4;

function bytesOf(values: readonly Value[]): number {
  return values.reduce((sum, { shape }) => sum + elementCount(shape) * FLOAT_BYTES, 0);
}
