import type { Vec3 } from '#native/image/volume.ts';
import type { Anatomy } from './anatomy.ts';
import type { Tube } from './tube.ts';
import { add, norm, scale, subtract } from './vector.ts';
import type { Branch } from './vessels.ts';

/** Arteries that feed more ends than this have a visible bronchus beside them. */
const VISIBLE_BRONCHUS_ENDS = 24;

/** Trachea, main bronchi and the bronchi that run beside the arteries: the lumen, as tubes. */
export function airwayLumen(anatomy: Anatomy, arteries: readonly Branch[]): Tube[] {
  const h = anatomy.heightScale;
  const { right, left } = anatomy.hila;
  const trachea: Vec3[] = [
    [0, -12, anatomy.apexZ + 30],
    [1, -4, 80 * h],
    [2, 4, 50 * h],
    [0, 10, 24 * h],
  ];
  const tubes: Tube[] = trachea
    .slice(1)
    .map((to, n) => ({ from: trachea[n], to, radii: [8.6, 8.4] }));
  const carina = trachea[trachea.length - 1];
  tubes.push({ from: carina, to: add(right, [2, 5, 4]), radii: [7.2, 6] });
  tubes.push({ from: carina, to: add(left, [-2, 5, -2]), radii: [6.8, 5.4] });
  tubes.push({ from: add(right, [2, 5, 4]), to: add(right, [-8, 6, -18]), radii: [5, 4] });
  tubes.push({ from: add(left, [-2, 5, -2]), to: add(left, [8, 8, -18]), radii: [4.6, 3.8] });
  for (const artery of arteries) {
    if (artery.ends < VISIBLE_BRONCHUS_ENDS) continue;
    const [a, b] = artery.radii;
    const aside = beside(artery, 1.75 * a + 0.7);
    tubes.push({
      from: add(artery.from, aside),
      to: add(artery.to, aside),
      radii: [0.72 * a, 0.72 * b],
    });
  }
  return tubes;
}

/** The lumen with its wall. */
export function airwayWall(lumen: readonly Tube[]): Tube[] {
  return lumen.map(({ from, to, radii }) => ({
    from,
    to,
    radii: [radii[0] + wall(radii[0]), radii[1] + wall(radii[1])],
  }));
}

function wall(radius: number): number {
  return 0.4 + 0.14 * radius;
}

/** A step of `mm` across a branch, towards the back and the middle, where bronchi lie. */
function beside({ from, to }: Tube, mm: number): Vec3 {
  const along = subtract(to, from);
  const across: Vec3 = [along[1], -along[0], 0];
  const length = norm(across);
  if (length < 1e-6) return [0, mm, 0];
  const towardsBack = across[1] >= 0 ? 1 : -1;
  return scale(across, (towardsBack * mm) / length);
}
