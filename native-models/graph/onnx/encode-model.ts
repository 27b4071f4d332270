import protobuf from 'protobufjs/light.js';
import type { Graph, GraphNode } from '../graph.ts';
import type { Attribute, Value } from '../op.ts';
import type { Tensor } from '../tensor-type.ts';
import { ONNX_FLOAT, onnxAttributeType, onnxSchema } from './schema.ts';

/** Operators are meant as this version of ONNX's default set defines them. */
const OPSET = 17;
/** The oldest file format that allows that operator set. */
const IR_VERSION = 8;

const modelType = protobuf.Root.fromJSON(onnxSchema).lookupType('ModelProto');

/**
 * The bytes of an ONNX model.
 *
 * @param weights Values of the parameters by name; they become constants of the model. Without
 * them the parameters are further inputs, as training needs them.
 * @throws RangeError when a parameter has no value or one of another shape.
 */
export function encodeModel(graph: Graph, weights?: ReadonlyMap<string, Tensor>): Uint8Array {
  const inputs = weights ? graph.inputs : [...graph.inputs, ...graph.parameters];
  const model = {
    irVersion: IR_VERSION,
    producerName: 'nodewise',
    opsetImport: [{ domain: '', version: OPSET }],
    graph: {
      name: 'graph',
      node: graph.nodes.map(nodeProto),
      initializer: weights ? graph.parameters.map((value) => tensorProto(value, weights)) : [],
      input: inputs.map(valueInfo),
      output: graph.outputs.map(valueInfo),
    },
  };
  return modelType.encode(model).finish();
}

function nodeProto({ onnx, inputs, attributes, output }: GraphNode): object {
  return {
    opType: onnx,
    name: output.name,
    input: inputs.map(({ name }) => name),
    output: [output.name],
    attribute: Object.entries(attributes).map(([name, value]) => attributeProto(name, value)),
  };
}

function attributeProto(name: string, value: Attribute): object {
  if (typeof value === 'number') return { name, i: value, type: onnxAttributeType.int };
  if ('float' in value) return { name, f: value.float, type: onnxAttributeType.float };
  return { name, ints: value, type: onnxAttributeType.ints };
}

function tensorProto({ name, shape }: Value, weights: ReadonlyMap<string, Tensor>): object {
  const value = weights.get(name);
  if (!value) throw new RangeError(`no weight named ${name}`);
  if (value.shape.join() !== shape.join()) {
    throw new RangeError(`${name} is [${value.shape.join()}], needed is [${shape.join()}]`);
  }
  // Float32Array has this machine's byte order, which is little-endian wherever Node runs.
  const { buffer, byteOffset, byteLength } = value.data;
  const rawData = new Uint8Array(buffer, byteOffset, byteLength);
  return { name, dims: shape, dataType: ONNX_FLOAT, rawData };
}

function valueInfo({ name, shape }: Value): object {
  const dim = shape.map((dimValue) => ({ dimValue }));
  return { name, type: { tensorType: { elemType: ONNX_FLOAT, shape: { dim } } } };
}
