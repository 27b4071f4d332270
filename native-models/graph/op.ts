import type { Shape } from './tensor-type.ts';

/** A float32 value in a graph: an input, a parameter or what a node computes. */
export interface Value {
  /** Unique in its graph. */
  readonly name: string;
  readonly shape: Shape;
}

/** An attribute of an ONNX node: whole numbers unless wrapped as a float. */
export type Attribute = number | readonly number[] | { readonly float: number };

/**
 * An operation. Ops are plain values, one a file, not methods of a tensor class.
 *
 * Reverse-mode differentiation joins here: a `vjp` beside `outputShape` that appends the nodes of
 * the vector-Jacobian product. A graph keeps op, inputs and attributes of every node in order, so
 * the driver only has to walk that list backwards and needs to know no op by name.
 */
export interface Op<Inputs extends readonly Value[], Attrs> {
  /** ONNX operator name. */
  readonly onnx: string;
  /** @throws RangeError when the inputs do not fit together. */
  readonly outputShape: (inputs: Inputs, attrs: Attrs) => Shape;
  /** Attributes as ONNX spells them; those left out take ONNX's default. */
  readonly attributes: (attrs: Attrs) => Readonly<Record<string, Attribute>>;
}
