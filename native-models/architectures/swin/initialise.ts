import type { Value } from '../../graph/op.ts';
import { elementCount, tensor } from '../../graph/tensor-type.ts';
import type { Random } from '../../numeric/random.ts';
import type { StartWeights } from '../initialise.ts';

/** Standard deviation of linear layers' weights and of tables of relative positions. */
const DEVIATION = 0.02;

/**
 * Start weights of a Swin Transformer with its heads: linear layers and tables of relative positions
 * truncated normal with deviation 0.02, biases 0, scales and the scalars of a fusion 1; the patch
 * embedding, a convolution, uniform in ±1/sqrt(fan-in) with its bias, as PyTorch starts one.
 *
 * Source: Liu Z et al., Swin Transformer, ICCV 2021.
 */
export const initialSwinWeights: StartWeights = (parameters, random) => {
  const fanIns = new Map(
    parameters
      .filter(({ shape }) => shape.length === 5)
      .map(({ name, shape }) => [layerOf(name), elementCount(shape.slice(1))]),
  );
  return new Map(
    parameters.map((parameter) => {
      const draw = drawer(parameter, fanIns.get(layerOf(parameter.name)), random);
      const data = new Float32Array(elementCount(parameter.shape)).map(draw);
      return [parameter.name, tensor(parameter.shape, data)];
    }),
  );
};

/** @param fanIn Of the convolution that the parameter belongs to. */
function drawer({ name, shape }: Value, fanIn: number | undefined, random: Random): () => number {
  if (fanIn !== undefined) return () => (2 * random.next() - 1) / Math.sqrt(fanIn);
  // PyTorch truncates at ±2, a hundred deviations away, where no number is ever drawn.
  if (shape.length === 2) return () => DEVIATION * random.normal();
  return () => (/(^|\.)weight[12]?$/.test(name) ? 1 : 0);
}

/** The layer's name without the parameter's. */
function layerOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}
