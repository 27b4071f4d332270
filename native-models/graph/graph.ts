import type { Attribute, Op, Value } from './op.ts';
import type { Shape } from './tensor-type.ts';

/** One application of an op. */
export interface GraphNode {
  readonly onnx: string;
  readonly inputs: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly output: Value;
}

/** A finished graph: plain data, ready to be written as ONNX. */
export interface Graph {
  readonly inputs: readonly Value[];
  /** Trainable values; constants when a model is written with weights, inputs when without. */
  readonly parameters: readonly Value[];
  /** In an order in which every input is computed before it is used. */
  readonly nodes: readonly GraphNode[];
  readonly outputs: readonly Value[];
}

/** A graph under construction. */
export interface GraphBuilder {
  input(name: string, shape: Shape): Value;
  /** A weight under its state-dict name. */
  parameter(name: string, shape: Shape): Value;
  /** Appends a node and returns what it computes. */
  apply<Inputs extends readonly Value[], Attrs>(
    op: Op<Inputs, Attrs>,
    inputs: Inputs,
    attrs: Attrs,
  ): Value;
  /** @param outputs Values to return from a run, by the names they shall have there. */
  finish(outputs: Readonly<Record<string, Value>>): Graph;
}

export function graphBuilder(): GraphBuilder {
  const inputs: Value[] = [];
  const parameters: Value[] = [];
  const nodes: GraphNode[] = [];
  const names = new Set<string>();

  const declare = (name: string, shape: Shape): Value => {
    if (names.has(name)) throw new RangeError(`the name ${name} is taken`);
    names.add(name);
    return { name, shape };
  };

  return {
    input: (name, shape) => keep(inputs, declare(name, shape)),
    parameter: (name, shape) => keep(parameters, declare(name, shape)),
    apply: (op, operands, attrs) => {
      const shape = op.outputShape(operands, attrs);
      const output = declare(`${op.onnx}_${nodes.length}`, shape);
      nodes.push({ onnx: op.onnx, inputs: operands, attributes: op.attributes(attrs), output });
      return output;
    },
    finish: (outputs) => ({
      inputs,
      parameters,
      nodes: [...nodes, ...Object.entries(outputs).map(([name, value]) => renamed(name, value))],
      outputs: Object.entries(outputs).map(([name, { shape }]) => ({ name, shape })),
    }),
  };
}

/** ONNX Runtime removes the identity; it gives a result its public name, even if it has several. */
function renamed(name: string, value: Value): GraphNode {
  return { onnx: 'Identity', inputs: [value], attributes: {}, output: { ...value, name } };
}

function keep<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
