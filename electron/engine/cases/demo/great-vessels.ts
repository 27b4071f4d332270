import type { Vec3 } from '#native/image/volume.ts';
import type { Anatomy } from './anatomy.ts';
import { chain } from './bones.ts';
import { aortaPath } from './organs.ts';
import type { Tube } from './tube.ts';

/** Aorta, its branches to the neck, caval veins and pulmonary arteries up to the hila. */
export function greatVessels(anatomy: Anatomy): Tube[] {
  const h = anatomy.heightScale;
  const at = (x: number, y: number, z: number): Vec3 => [x, y, z * h];
  const { right, left } = anatomy.hila;
  const aorta = aortaPath.slice(1).map(([x, y, z, radius], n): Tube => {
    const [px, py, pz, previous] = aortaPath[n];
    return { from: at(px, py, pz), to: at(x, y, z), radii: [previous, radius] };
  });
  const top = anatomy.apexZ / h + 20;
  return [
    ...aorta,
    ...chain([at(-26, -16, -22), at(-27, -16, 30), at(-24, -20, 58)], 8.5),
    ...chain([at(-24, -20, 58), at(-30, -16, 80), at(-34, -10, top)], 6.5),
    ...chain([at(-24, -20, 58), at(4, -26, 68), at(26, -18, 88), at(32, -10, top)], 6),
    ...chain([at(-10, -14, 50), at(-14, -10, 74), at(-20, -6, top)], 5),
    ...chain([at(2, 0, 54), at(10, -4, 76), at(14, -6, top)], 3.6),
    ...chain([at(10, 10, 54), at(18, 6, 78), at(26, 0, top)], 4.4),
    ...chain([at(14, -46, -14), at(14, -36, 4), at(12, -18, 16)], 12),
    ...chain([at(10, -16, 14), at(-14, -4, 10), right], 9.5),
    ...chain([at(14, -18, 18), at(26, -4, 20), left], 9.5),
    // Pulmonary veins into the left atrium.
    ...chain([[right[0], right[1] - 4, right[2] - 16], at(-4, 0, -16)], 6.5),
    ...chain([[left[0], left[1] - 6, left[2] - 20], at(12, 2, -16)], 6.5),
    ...chain([at(-20, -8, -50), at(-24, 2, -90), at(-20, 12, -130)], 9),
  ];
}

/** The gullet: soft tissue between the trachea and the spine. */
export function oesophagus(anatomy: Anatomy): Tube[] {
  const h = anatomy.heightScale;
  return chain(
    [
      [6, 8, anatomy.apexZ + 20],
      [7, 20, 40 * h],
      [6, 24, 0],
      [8, 22, -60 * h],
      [16, 12, -130 * h],
    ],
    6,
  );
}
