import { elementCount, tensor, type Tensor } from '../graph/tensor-type.ts';

/**
 * Grad-CAM: each channel of an activation weighted by the mean of its gradient, summed, and what
 * speaks against the class cut off. In the activation's units times the log-odds per unit.
 *
 * Source: Selvaraju RR et al., Grad-CAM, ICCV 2017, in three dimensions.
 *
 * @param activation [1, C, D, H, W]
 * @param gradient Of the class's score by the activation, same shape.
 * @returns [D, H, W], none below 0.
 */
export function gradCam(activation: Tensor, gradient: Tensor): Tensor {
  const [, channels, ...extent] = activation.shape;
  const positions = elementCount(extent);
  const sums = new Float64Array(positions);
  for (let c = 0; c < channels; c += 1) {
    const from = c * positions;
    let weight = 0;
    for (let p = 0; p < positions; p += 1) weight += gradient.data[from + p];
    weight /= positions;
    for (let p = 0; p < positions; p += 1) sums[p] += weight * activation.data[from + p];
  }
  return tensor(
    extent,
    Float32Array.from(sums, (sum) => Math.max(sum, 0)),
  );
}
