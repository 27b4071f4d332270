import type { Geometry } from '#native/image/volume.ts';
import type { Anatomy } from './anatomy.ts';

/** The patient couch: two thin shells with foam between, hollow towards the patient. */
const couch = { shellHu: -320, foamHu: -940, shellMm: 1.6, depthMm: 34, curveMm: 1500 } as const;

/** Paints the couch under the patient in every slice; the body stays on top. */
export function paintCouch(hu: Int16Array, anatomy: Anatomy, geometry: Geometry): void {
  const [nx, ny, nz] = geometry.dimensions;
  const back = anatomy.chestHalfDepth + 0.85 * (anatomy.muscleMm + anatomy.fatMm) + 19;
  const slice = nx * ny;
  for (let at = 0; at < slice; at += 1) {
    const x = geometry.originMm[0] + (at % nx) * geometry.spacingMm[0];
    const y = geometry.originMm[1] + Math.floor(at / nx) * geometry.spacingMm[1];
    const value = couchHu(y - back + (x * x) / couch.curveMm);
    if (value === undefined) continue;
    for (let k = 0; k < nz; k += 1) {
      if (value > hu[at + k * slice]) hu[at + k * slice] = value;
    }
  }
}

/** HU at a depth in mm below the couch's surface. */
function couchHu(depth: number): number | undefined {
  if (depth < 0 || depth > couch.depthMm) return undefined;
  const inShell = depth < couch.shellMm || depth > couch.depthMm - couch.shellMm;
  return inShell ? couch.shellHu : couch.foamHu;
}
