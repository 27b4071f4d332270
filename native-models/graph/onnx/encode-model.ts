import protobuf from 'protobufjs/light.js';
import type { Constant, Graph, GraphNode } from '../graph.ts';
import type { Attribute, Value } from '../op.ts';
import type { Tensor } from '../tensor-type.ts';
import { onnxAttributeType, onnxElementType, onnxSchema } from './schema.ts';

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
 * @param about What the model says of itself, as texts by name.
 * @throws RangeError when a parameter has no value or one of another shape.
 */
export function encodeModel(
  graph: Graph,
  weights?: ReadonlyMap<string, Tensor>,
  about: Readonly<Record<string, string>> = {},
): Uint8Array {
  const inputs = weights ? graph.inputs : [...graph.inputs, ...graph.parameters];
  const model = {
    irVersion: IR_VERSION,
    producerName: 'nodewise',
    opsetImport: [{ domain: '', version: OPSET }],
    metadataProps: Object.entries(about).map(([key, value]) => ({ key, value })),
    graph: {
      name: 'graph',
      node: graph.nodes.map(nodeProto),
      initializer: [
        ...graph.constants.map(tensorProto),
        ...(weights ? graph.parameters.map((value) => tensorProto(weightOf(value, weights))) : []),
      ],
      input: inputs.map(valueInfo),
      output: graph.outputs.map(valueInfo),
    },
  };
  return modelType.encode(model).finish();
}

function nodeProto({ onnx, inputs, attributes, output, outputIndex }: GraphNode): object {
  // ONNX knows outputs by their place; those before ours get names that nobody reads.
  const unread = Array.from({ length: outputIndex }, (_, n) => `${output.name}_unread${n}`);
  return {
    opType: onnx,
    name: output.name,
    input: inputs.map(({ name }) => name),
    output: [...unread, output.name],
    attribute: Object.entries(attributes).map(([name, value]) => attributeProto(name, value)),
  };
}

function attributeProto(name: string, value: Attribute): object {
  if (typeof value === 'number') return { name, i: value, type: onnxAttributeType.int };
  if ('float' in value) return { name, f: value.float, type: onnxAttributeType.float };
  if ('text' in value) return { name, s: utf8Bytes(value.text), type: onnxAttributeType.string };
  return { name, ints: value, type: onnxAttributeType.ints };
}

function utf8Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(protobuf.util.utf8.length(text));
  protobuf.util.utf8.write(text, bytes, 0);
  return bytes;
}

function weightOf(value: Value, weights: ReadonlyMap<string, Tensor>): Constant {
  const { name, shape } = value;
  const weight = weights.get(name);
  if (!weight) throw new RangeError(`no weight named ${name}`);
  if (weight.shape.join() !== shape.join()) {
    throw new RangeError(`${name} is [${weight.shape.join()}], needed is [${shape.join()}]`);
  }
  return { value, data: weight.data };
}

function tensorProto({ value: { name, shape, type }, data }: Constant): object {
  // Typed arrays have this machine's byte order, which is little-endian wherever Node runs.
  const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return { name, dims: shape, dataType: onnxElementType[type], rawData };
}

function valueInfo({ name, shape, type }: Value): object {
  const dim = shape.map((dimValue) => ({ dimValue }));
  return { name, type: { tensorType: { elemType: onnxElementType[type], shape: { dim } } } };
}
