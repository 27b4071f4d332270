import type { Anatomy } from './anatomy.ts';
import { distanceAt, type DistanceField } from './distance-field.ts';

/** HU that a fissure adds where it is seen edge-on, before blurring. */
const FISSURE_HU = 150;
const FISSURE_MM = 0.6;

/** Paints the oblique fissures and the right horizontal one as thin sheets inside the lungs. */
export function paintFissures(
  hu: Int16Array,
  {
    anatomy,
    field,
    edgeMm,
  }: {
    readonly anatomy: Anatomy;
    readonly field: DistanceField;
    readonly edgeMm: number;
  },
): void {
  const { geometry } = field;
  const [nx, ny, nz] = geometry.dimensions;
  const [sx, sy, sz] = geometry.spacingMm;
  for (let j = 0; j < ny; j += 1) {
    const y = geometry.originMm[1] + j * sy;
    for (let i = 0; i < nx; i += 1) {
      const x = geometry.originMm[0] + i * sx;
      for (const sheet of sheetsAt(anatomy, x, y)) {
        const centre = (sheet.z - geometry.originMm[2]) / sz;
        if (centre < 0 || centre > nz - 1 || distanceAt(field, 'lung', [i, j, centre]) > -2)
          continue;
        const half = (edgeMm * sheet.slant) / sz;
        for (
          let k = Math.max(0, Math.ceil(centre - half));
          k <= Math.min(nz - 1, centre + half);
          k += 1
        ) {
          const off = (Math.abs(k - centre) * sz) / sheet.slant;
          const share = Math.max(0, 1 - off / edgeMm) * (FISSURE_MM / edgeMm);
          hu[i + nx * (j + ny * k)] += FISSURE_HU * Math.min(1, share);
        }
      }
    }
  }
}

interface Sheet {
  readonly z: number;
  /** Length of the sheet's gradient: how much further a step along z is than one across it. */
  readonly slant: number;
}

function sheetsAt(anatomy: Anatomy, x: number, y: number): Sheet[] {
  const side = Math.abs(x) / anatomy.chestHalfWidth;
  if (side < 0.2 || side > 1) return [];
  const h = anatomy.heightScale;
  const slope = x > 0 ? 1.05 : 0.95;
  const oblique = h * (-12 + slope * y + 12 * (side - 0.6) ** 2 + 5 * Math.sin(y / 24 + side * 2));
  const sheets: Sheet[] = [
    { z: oblique, slant: Math.hypot(1, h * (slope + 0.2 * Math.cos(y / 24))) },
  ];
  const horizontal = h * (6 - 14 * (side - 0.5) ** 2 - 0.12 * (y + 30) + 3 * Math.sin(side * 5));
  if (x < 0 && horizontal > oblique) sheets.push({ z: horizontal, slant: 1.02 });
  return sheets;
}
