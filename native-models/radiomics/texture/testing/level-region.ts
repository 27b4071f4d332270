import type { Geometry } from '../../../image/volume.ts';
import { regionOf } from '../../region.ts';
import { textureRegion, type TextureRegion } from '../texture-region.ts';

/**
 * A region drawn by hand: rows of five voxels, slices of five rows; a digit is a grey level, a dot
 * is outside.
 *
 * @param intensity What a digit stands for; bins of width 1 begin at that of 1.
 */
export function levelRegion(
  levels: string,
  intensity: (level: number) => number = (level) => level,
): TextureRegion {
  const voxels = [...levels.replaceAll(' ', '')];
  const slices = Math.ceil(voxels.length / 25);
  const geometry: Geometry = {
    dimensions: [5, 5, slices],
    spacingMm: [1, 1, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  };
  const all = Array.from({ length: 25 * slices }, (_, n) => Number(voxels[n] ?? NaN));
  const data = Float64Array.from(all, (level) => intensity(level));
  const inside = Uint8Array.from(all, (level) => Number(!Number.isNaN(level)));
  const region = regionOf({ geometry, data }, { geometry, data: inside });
  const origin = intensity(1);
  return textureRegion(region, { kind: 'fixed-width', width: 1, origin });
}
