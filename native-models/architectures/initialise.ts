import { elementCount, tensor, type Tensor } from '../graph/tensor-type.ts';
import type { Value } from '../graph/op.ts';
import type { Random } from '../numeric/random.ts';

/**
 * Start weights of a ResNet by state-dict name: convolutions Kaiming normal with fan-out, their
 * biases uniform in ±1/sqrt(fan-in), batch normalisation 1 and 0 with statistics 0 and 1, linear
 * layers uniform in ±1/sqrt(fan-in) with zero bias.
 *
 * Source: He K et al., Delving deep into rectifiers, ICCV 2015; the rest is PyTorch's default for a
 * convolution's bias and the study's for linear layers.
 *
 * @param parameters In the order in which the random numbers are drawn.
 */
export function initialResNetWeights(
  parameters: readonly Value[],
  random: Random,
): Map<string, Tensor> {
  const fanIns = new Map(
    parameters
      .filter(({ shape }) => shape.length > 1)
      .map(({ name, shape }) => [stem(name), elementCount(shape.slice(1))]),
  );
  return new Map(
    parameters.map((parameter) => {
      const draw = drawer(parameter, fanIns.get(stem(parameter.name)), random);
      const data = new Float32Array(elementCount(parameter.shape)).map(draw);
      return [parameter.name, tensor(parameter.shape, data)];
    }),
  );
}

function drawer({ name, shape }: Value, fanIn: number | undefined, random: Random): () => number {
  const uniform = (fan: number) => () => (2 * random.next() - 1) / Math.sqrt(fan);
  if (shape.length === 5) {
    const fanOut = shape[0] * elementCount(shape.slice(2));
    const deviation = Math.sqrt(2 / fanOut);
    return () => deviation * random.normal();
  }
  if (shape.length === 2) return uniform(shape[1]);
  if (name.endsWith('.running_var')) return () => 1;
  if (name.endsWith('.running_mean')) return () => 0;
  const isConvolutionBias = name.endsWith('downsample.0.bias');
  if (isConvolutionBias && fanIn !== undefined) return uniform(fanIn);
  // What is left are scales of batch normalisation and biases without a start value.
  return () => (name.endsWith('.weight') ? 1 : 0);
}

/** The layer's name without the parameter's. */
function stem(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}
