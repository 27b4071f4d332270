import type { Graph, GraphNode } from './graph.ts';
import type { ElementType, Value } from './op.ts';
import { elementCount } from './tensor-type.ts';

/** What one run of a graph asks of a machine. */
export interface GraphCost {
  /** Multiplications with an addition, in convolutions and matrix products. */
  readonly multiplyAdds: number;
  /** What time is about in proportion to: with all else as so many multiplications. */
  readonly work: number;
  /** Most memory that values need at once: weights, inputs, and each result until its last use. */
  readonly peakBytes: number;
}

export function graphCost(graph: Graph): GraphCost {
  const costs = graph.nodes.filter(({ onnx }) => !free.has(onnx)).map(costOf);
  return {
    multiplyAdds: costs.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0),
    work: costs.reduce((sum, { multiplyAdds, moved }) => sum + multiplyAdds + moved, 0),
    peakBytes: peakBytesOf(graph),
  };
}

/** Operators that give their input's numbers as they lie in memory. */
const free: ReadonlySet<string> = new Set(['Identity', 'Reshape', 'Flatten']);

/**
 * Multiplications in whose time a number is gathered for a convolution, once for all its output
 * channels, or computed by any operator that is no product. Fitted to training steps of ResNet-18 on
 * two cores: at full width and 96³, at a quarter and an eighth of it and 48³, within 15 %.
 */
const GATHERED = 80;
const COMPUTED = 16;

interface NodeCost {
  readonly multiplyAdds: number;
  /** Numbers moved, as multiplications. */
  readonly moved: number;
}

const products: Readonly<Record<string, (node: GraphNode) => NodeCost>> = {
  Conv: ({ output, inputs: [, weight], attributes: { group = 1 } }) => {
    const [channels, ...window] = weight.shape;
    const multiplyAdds = elementCount(output.shape) * elementCount(window);
    return { multiplyAdds, moved: (GATHERED * multiplyAdds * Number(group)) / channels };
  },
  ConvTranspose: ({ inputs: [x, weight] }) =>
    product(elementCount(x.shape) * elementCount(weight.shape.slice(1))),
  MatMul: ({ output, inputs: [a] }) => product(elementCount(output.shape) * (a.shape.at(-1) ?? 1)),
  Gemm: ({ output, inputs: [a, b] }) =>
    // Whichever operand is transposed, the three sizes' product is (rows · inner · columns)².
    product(Math.sqrt(elementCount(a.shape) * elementCount(b.shape) * elementCount(output.shape))),
};

function product(multiplyAdds: number): NodeCost {
  return { multiplyAdds, moved: 0 };
}

function costOf(node: GraphNode): NodeCost {
  const other = { multiplyAdds: 0, moved: COMPUTED * elementCount(node.output.shape) };
  return products[node.onnx]?.(node) ?? other;
}

const bytesPerElement: Readonly<Record<ElementType, number>> = { float: 4, int64: 8, bool: 1 };

function bytesOf({ shape, type }: Value): number {
  return elementCount(shape) * bytesPerElement[type];
}

/** Values are given up behind the last node that reads them; the graph's outputs are not. */
function peakBytesOf({ nodes, inputs, parameters, constants }: Graph): number {
  const lastUse = new Map<string, number>();
  for (const [n, { onnx, inputs: read, output }] of nodes.entries()) {
    lastUse.set(output.name, n);
    // An identity gives an output its name; the runtime takes it away and returns the value itself.
    for (const { name } of read) lastUse.set(name, onnx === 'Identity' ? Infinity : n);
  }
  const values = nodes.filter(({ onnx }) => onnx !== 'Identity').map(({ output }) => output);
  const ending = Map.groupBy(values, ({ name }) => lastUse.get(name));

  const given = [...inputs, ...parameters, ...constants.map(({ value }) => value)];
  let now = given.reduce((sum, value) => sum + bytesOf(value), 0);
  let peak = now;
  for (const [n, { onnx, output }] of nodes.entries()) {
    if (onnx !== 'Identity') now += bytesOf(output);
    peak = Math.max(peak, now);
    for (const value of ending.get(n) ?? []) now -= bytesOf(value);
  }
  return peak;
}
