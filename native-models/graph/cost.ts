import type { Graph, GraphNode } from './graph.ts';
import type { ElementType, Value } from './op.ts';
import { elementCount } from './tensor-type.ts';

/** What one run of a graph asks of a machine. */
export interface GraphCost {
  /** Multiplications with an addition; one for each number that any other operator gives. */
  readonly multiplyAdds: number;
  /** Most memory that values need at once: weights, inputs, and each result until its last use. */
  readonly peakBytes: number;
}

export function graphCost(graph: Graph): GraphCost {
  const multiplyAdds = graph.nodes.reduce((sum, node) => sum + multiplyAddsOf(node), 0);
  return { multiplyAdds, peakBytes: peakBytesOf(graph) };
}

/** Operators that do more than one multiplication for each number they give. */
const products: Readonly<Record<string, (node: GraphNode) => number>> = {
  Conv: ({ output, inputs: [, weight] }) =>
    elementCount(output.shape) * elementCount(weight.shape.slice(1)),
  ConvTranspose: ({ inputs: [x, weight] }) =>
    elementCount(x.shape) * elementCount(weight.shape.slice(1)),
  MatMul: ({ output, inputs: [a] }) => elementCount(output.shape) * (a.shape.at(-1) ?? 1),
  Gemm: ({ output, inputs: [a, b] }) =>
    // Whichever operand is transposed, the three sizes' product is (rows · inner · columns)².
    Math.sqrt(elementCount(a.shape) * elementCount(b.shape) * elementCount(output.shape)),
};

function multiplyAddsOf(node: GraphNode): number {
  return products[node.onnx]?.(node) ?? elementCount(node.output.shape);
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
