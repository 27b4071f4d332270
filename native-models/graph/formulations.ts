/**
 * What a provider can run. Several gradients have more than one form as ONNX operators, and which
 * of them runs, and runs fast, differs from provider to provider; ops ask here while a graph is
 * built, so that nothing has to fail at run time first.
 */
export interface Formulations {
  /** ConvTranspose over three spatial axes. */
  readonly transposedConv: boolean;
  /** MaxPool's second output, the positions of the maxima. */
  readonly maxPoolIndices: boolean;
  /** Convolution with a kernel as large as an image runs well: the gradient of a weight may use it. */
  readonly largeKernels: boolean;
  /** Convolutions of large layers in tiles of depth, with half of the multiplications. */
  readonly tiledConv: boolean;
}

/** ONNX Runtime's CPU provider. */
export const cpuFormulations: Formulations = {
  transposedConv: true,
  maxPoolIndices: true,
  largeKernels: true,
  tiledConv: true,
};

/**
 * For graphs that only infer: each convolution is one operator, as a network's file describes it. With
 * its weights known beforehand the runtime joins it to the normalisation behind it.
 */
export function forInference(formulations: Formulations): Formulations {
  return { ...formulations, tiledConv: false };
}
