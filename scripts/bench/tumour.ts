import type { Geometry } from '#contract/geometry.ts';
import type { Mask } from '#native/image/volume.ts';
import { seededRandom } from '#native/numeric/random.ts';

/** A tumour of a known size with as much image around it as was asked for. */
export interface Tumour {
  readonly image: { readonly geometry: Geometry; readonly data: Float32Array };
  readonly mask: Mask;
}

/**
 * A ball of soft tissue in lung on the study's 1 mm grid, both with noise, and a wave along one
 * diagonal.
 *
 * @param radius In voxels.
 * @param margin Voxels of image around the ball.
 */
export function tumour(radius: number, margin: number): Tumour {
  const size = 2 * Math.ceil(radius) + 1 + 2 * margin;
  const geometry: Geometry = {
    dimensions: [size, size, size],
    spacingMm: [1, 1, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  const random = seededRandom(7);
  const data = new Float32Array(size ** 3);
  const inside = new Uint8Array(data.length);
  const centre = (size - 1) / 2;
  for (let n = 0; n < data.length; n++) {
    const [i, j, k] = [n % size, Math.floor(n / size) % size, Math.floor(n / size ** 2)];
    const distance = Math.hypot(i - centre, j - centre, k - centre);
    const noise = 120 * (random.next() + random.next() - 1);
    inside[n] = distance <= radius ? 1 : 0;
    data[n] = noise + (inside[n] === 1 ? 30 + 40 * Math.sin((i + j + k) / 4) : -820);
  }
  return { image: { geometry, data }, mask: { geometry, data: inside } };
}
