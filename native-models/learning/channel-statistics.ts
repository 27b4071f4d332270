import type { Tensor } from '../graph/tensor-type.ts';
import type { SeenStatistics } from './running-statistics.ts';

/** Mean and variance per channel over tensors [1, C, …], with sums in float64. */
export function channelStatistics(channels: number) {
  const first = new Float64Array(channels);
  const second = new Float64Array(channels);
  let count = 0;
  return {
    add({ data }: Tensor): void {
      const positions = data.length / channels;
      count += positions;
      for (let c = 0; c < channels; c += 1) {
        let [sum, squares] = [0, 0];
        for (let at = c * positions; at < (c + 1) * positions; at += 1) {
          sum += data[at];
          squares += data[at] * data[at];
        }
        first[c] += sum;
        second[c] += squares;
      }
    },
    statistics: (): SeenStatistics => ({
      mean: Float32Array.from(first, (sum) => sum / count),
      variance: Float32Array.from(second, (sum, c) => sum / count - (first[c] / count) ** 2),
      count,
    }),
  };
}
