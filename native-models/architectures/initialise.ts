import { elementCount, tensor, type Shape, type Tensor } from '../graph/tensor-type.ts';
import type { Value } from '../graph/op.ts';
import type { Random } from '../numeric/random.ts';

/**
 * Start weights by state-dict name.
 *
 * @param parameters In the order in which the random numbers are drawn.
 */
export type StartWeights = (parameters: readonly Value[], random: Random) => Map<string, Tensor>;

/**
 * Start weights of a ResNet: convolutions Kaiming normal with fan-out, their biases uniform in
 * ±1/sqrt(fan-in), batch normalisation 1 and 0 with statistics 0 and 1, linear layers uniform in
 * ±1/sqrt(fan-in) with zero bias, the scalars of a fusion 1.
 *
 * Source: He K et al., Delving deep into rectifiers, ICCV 2015; the rest is PyTorch's default for a
 * convolution's bias and the study's for linear layers.
 */
export const initialResNetWeights: StartWeights = (parameters, random) =>
  convolutionalStart(parameters, { random, fan: fanOut });

/** Start weights of a DenseNet: as a ResNet's, but convolutions Kaiming normal with fan-in. */
export const initialDenseNetWeights: StartWeights = (parameters, random) =>
  convolutionalStart(parameters, { random, fan: fanIn });

interface Drawing {
  readonly random: Random;
  /** Of a convolution with weights of this shape: two over it is their variance. */
  readonly fan: (shape: Shape) => number;
}

function convolutionalStart(parameters: readonly Value[], drawing: Drawing): Map<string, Tensor> {
  const fanIns = new Map(
    parameters
      .filter(({ shape }) => shape.length > 1)
      .map(({ name, shape }) => [stem(name), fanIn(shape)]),
  );
  return new Map(
    parameters.map((parameter) => {
      const draw = drawer(parameter, fanIns.get(stem(parameter.name)), drawing);
      const data = new Float32Array(elementCount(parameter.shape)).map(draw);
      return [parameter.name, tensor(parameter.shape, data)];
    }),
  );
}

function drawer(
  { name, shape }: Value,
  fanInOfLayer: number | undefined,
  { random, fan }: Drawing,
): () => number {
  const uniform = (inputs: number) => () => (2 * random.next() - 1) / Math.sqrt(inputs);
  if (shape.length === 5) {
    const deviation = Math.sqrt(2 / fan(shape));
    return () => deviation * random.normal();
  }
  if (shape.length === 2) return uniform(shape[1]);
  if (name.endsWith('.running_var')) return () => 1;
  if (name.endsWith('.running_mean')) return () => 0;
  const isConvolutionBias = name.endsWith('downsample.0.bias');
  if (isConvolutionBias && fanInOfLayer !== undefined) return uniform(fanInOfLayer);
  // What is left are scales, of batch normalisation and of a fusion, and biases.
  return () => (/(^|\.)weight[12]?$/.test(name) ? 1 : 0);
}

/** Inputs of one output element; weight [O, I, …]. */
function fanIn(shape: Shape): number {
  return elementCount(shape.slice(1));
}

/** Outputs that one input element reaches, without regard to the stride; weight [O, I, …]. */
function fanOut(shape: Shape): number {
  return shape[0] * elementCount(shape.slice(2));
}

/** The layer's name without the parameter's. */
function stem(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}
