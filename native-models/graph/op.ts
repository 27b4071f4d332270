import type { GraphBuilder } from './graph.ts';
import type { Shape } from './tensor-type.ts';

/** What the elements of a value are; weights, inputs and results are `float` (float32). */
export type ElementType = 'float' | 'int64' | 'bool';

/** A value in a graph: an input, a parameter, a constant or what a node computes. */
export interface Value {
  /** Unique in its graph. */
  readonly name: string;
  readonly shape: Shape;
  readonly type: ElementType;
}

/** An attribute of an ONNX node: whole numbers unless wrapped as a float or as text. */
export type Attribute =
  number | readonly number[] | { readonly float: number } | { readonly text: string };

/** One application of an op, as its gradient rule sees it. */
export interface Applied<Inputs extends readonly Value[], Attrs> {
  readonly inputs: Inputs;
  readonly attrs: Attrs;
  readonly output: Value;
}

/**
 * Appends the nodes of one input's gradient; null where the output does not depend on the input
 * smoothly. Called only for inputs whose gradient somebody needs.
 */
export type Gradient = (() => Value) | null;

/**
 * The vector-Jacobian product of an op: from the gradient of a scalar by the op's output (the
 * cotangent, same shape as the output) to the gradient of that scalar by each input.
 */
export type Vjp<Inputs extends readonly Value[], Attrs> = (
  graph: GraphBuilder,
  applied: Applied<Inputs, Attrs>,
  cotangent: Value,
) => readonly Gradient[];

/** An operation with its gradient rule. Ops are plain values, not methods of a tensor class. */
export interface Op<Inputs extends readonly Value[], Attrs> {
  /** ONNX operator name. */
  readonly onnx: string;
  /** @throws RangeError when the inputs do not fit together. */
  readonly outputShape: (inputs: Inputs, attrs: Attrs) => Shape;
  /** `float` where absent. */
  readonly outputType?: (inputs: Inputs) => ElementType;
  /** Attributes as ONNX spells them; those left out take ONNX's default. */
  readonly attributes: (attrs: Attrs) => Readonly<Record<string, Attribute>>;
  /** What ONNX wants as further inputs of whole numbers, in order: shapes, axes, positions. */
  readonly integers?: (inputs: Inputs, attrs: Attrs) => readonly (readonly number[])[];
  /** Which of ONNX's outputs is meant; the first where absent. */
  readonly outputIndex?: number;
  /** Null where no gradient passes: comparisons, positions, and forms that only gradients use. */
  readonly vjp: Vjp<Inputs, Attrs> | null;
}

/** Attributes of an op that has none. */
export type NoAttrs = Readonly<Record<never, never>>;
