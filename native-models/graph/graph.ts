import { cpuFormulations, forInference, type Formulations } from './formulations.ts';
import type { Attribute, ElementType, Gradient, Op, Value } from './op.ts';
import { elementCount, type Shape } from './tensor-type.ts';

/** One application of an op. */
export interface GraphNode {
  readonly onnx: string;
  readonly inputs: readonly Value[];
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly output: Value;
  /** Which of ONNX's outputs `output` is. */
  readonly outputIndex: number;
  /** The op's gradient rule with this node's inputs filled in; null where no gradient passes. */
  readonly pullback: ((graph: GraphBuilder, cotangent: Value) => readonly Gradient[]) | null;
}

/** A value that is known when the graph is built. */
export interface Constant {
  readonly value: Value;
  readonly data: Float32Array | BigInt64Array;
}

/** A finished graph, ready to be written as ONNX. */
export interface Graph {
  readonly inputs: readonly Value[];
  /** Weights; constants when a model is written with weights, inputs when without. */
  readonly parameters: readonly Value[];
  readonly constants: readonly Constant[];
  /** In an order in which every input is computed before it is used. */
  readonly nodes: readonly GraphNode[];
  readonly outputs: readonly Value[];
}

/** A graph under construction. */
export interface GraphBuilder {
  readonly formulations: Formulations;
  /** What was appended so far, in order. */
  readonly nodes: readonly GraphNode[];
  /** The weights so far. */
  readonly parameters: readonly Value[];
  input(name: string, shape: Shape): Value;
  /** A weight under its state-dict name. */
  parameter(name: string, shape: Shape): Value;
  /** A float32 constant; one number is repeated over the shape. */
  constant(shape: Shape, values: number | Float32Array): Value;
  /** A constant of whole numbers: positions, for the ops that take them as a value. */
  integers(shape: Shape, values: readonly number[]): Value;
  /** Appends a node and returns what it computes. */
  apply<Inputs extends readonly Value[], Attrs>(
    op: Op<Inputs, Attrs>,
    inputs: Inputs,
    attrs: Attrs,
  ): Value;
  /** @param outputs Values to return from a run, by the names they shall have there. */
  finish(outputs: Readonly<Record<string, Value>>): Graph;
}

export function graphBuilder(
  formulations: Formulations = forInference(cpuFormulations),
): GraphBuilder {
  const inputs: Value[] = [];
  const parameters: Value[] = [];
  const nodes: GraphNode[] = [];
  const names = new Set<string>();
  const constants = constantPool();

  const declare = (name: string, shape: Shape, type: ElementType = 'float'): Value => {
    if (names.has(name)) throw new RangeError(`the name ${name} is taken`);
    names.add(name);
    return { name, shape, type };
  };

  const builder: GraphBuilder = {
    formulations,
    nodes,
    parameters,
    input: (name, shape) => keep(inputs, declare(name, shape)),
    parameter: (name, shape) => keep(parameters, declare(name, shape)),
    constant: (shape, values) => constants.float(shape, values),
    integers: (shape, values) => constants.integers(shape, values),
    apply: (op, operands, attrs) => {
      const { onnx, outputIndex = 0, vjp } = op;
      const shape = op.outputShape(operands, attrs);
      const output = declare(`${onnx}_${nodes.length}`, shape, op.outputType?.(operands));
      const integers = op.integers?.(operands, attrs) ?? [];
      nodes.push({
        ...{ onnx, output, outputIndex, attributes: op.attributes(attrs) },
        inputs: [...operands, ...integers.map((list) => constants.integers([list.length], list))],
        pullback:
          vjp && ((graph, cotangent) => vjp(graph, { inputs: operands, attrs, output }, cotangent)),
      });
      return output;
    },
    finish: (outputs) => ({
      inputs,
      parameters,
      constants: constants.all,
      nodes: [...nodes, ...Object.entries(outputs).map(([name, value]) => renamed(name, value))],
      outputs: Object.entries(outputs).map(([name, value]) => ({ ...value, name })),
    }),
  };
  return builder;
}

/** Constants of a graph; those that are equal are stored once. */
function constantPool() {
  const all: Constant[] = [];
  const alike = new Map<string, Constant[]>();
  const add = ({ shape, type }: Omit<Value, 'name'>, data: Constant['data']): Value => {
    const key = `${type} ${shape.join()}`;
    const candidates = alike.get(key) ?? [];
    const known = candidates.find((other) => sameNumbers(other.data, data));
    if (known) return known.value;
    const constant = { value: { name: `constant_${all.length}`, shape, type }, data };
    all.push(constant);
    alike.set(key, [...candidates, constant]);
    return constant.value;
  };
  return {
    all,
    float: (shape: Shape, values: number | Float32Array): Value => {
      const count = elementCount(shape);
      const data = typeof values === 'number' ? new Float32Array(count).fill(values) : values;
      if (data.length !== count)
        throw new RangeError(`${data.length} values for [${shape.join()}]`);
      return add({ shape, type: 'float' }, data);
    },
    integers: (shape: Shape, numbers: readonly number[]): Value =>
      add({ shape, type: 'int64' }, int64s(numbers)),
  };
}

/** Whole numbers as ONNX stores them; written as two words each, as a BigInt each takes its time. */
function int64s(numbers: readonly number[]): BigInt64Array {
  const words = new Int32Array(2 * numbers.length);
  for (const [n, number] of numbers.entries()) {
    words[2 * n] = number;
    words[2 * n + 1] = Math.floor(number / 2 ** 32);
  }
  return new BigInt64Array(words.buffer);
}

/** Both of one length; 0 and -0 differ, as they do in a quotient. */
function sameNumbers(a: Constant['data'], b: Constant['data']): boolean {
  for (let n = 0; n < a.length; n += 1) if (!Object.is(a[n], b[n])) return false;
  return true;
}

/** ONNX Runtime removes the identity; it gives a result its public name, even if it has several. */
function renamed(name: string, value: Value): GraphNode {
  const output = { ...value, name };
  return {
    onnx: 'Identity',
    inputs: [value],
    attributes: {},
    output,
    outputIndex: 0,
    pullback: null,
  };
}

function keep<T>(list: T[], item: T): T {
  list.push(item);
  return item;
}
