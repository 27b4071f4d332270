import {
  indexToPatient,
  voxelCount,
  type Geometry,
  type Vec3,
  type Volume,
} from '../../image/volume.ts';

/** A chest of 280 × 200 × 180 mm in 2 mm voxels; the origin of LPS lies in its middle. */
export const chestGeometry: Geometry = {
  dimensions: [140, 100, 90],
  spacingMm: [2, 2, 2],
  originMm: [-139, -99, -89],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};

/** A lesion; LPS, mm. */
export interface Ball {
  readonly centre: Vec3;
  readonly radius: number;
}

/** Half axes and centres of the two lungs. */
const lungAxes: Vec3 = [48, 62, 75];
const lungCentres: readonly Vec3[] = [
  [-62, 0, 0],
  [62, 0, 0],
];
const bodyAxes: Vec3 = [128, 90, 1e6];

/** Room, body, two lungs with a few vessels from the hilum, and lesions of soft tissue. */
export function chest(lesions: readonly Ball[]): Volume<Int16Array> {
  const data = new Int16Array(voxelCount(chestGeometry));
  const [nx, ny, nz] = chestGeometry.dimensions;
  for (let k = 0, at = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++, at++) {
        data[at] = huAt(indexToPatient(chestGeometry, [i, j, k]), lesions);
      }
    }
  }
  return { geometry: chestGeometry, data };
}

function huAt(point: Vec3, lesions: readonly Ball[]): number {
  if (inEllipsoid(point, [0, 0, 0], bodyAxes) > 1) return -1000;
  if (lesions.some(({ centre, radius }) => distance(point, centre) <= radius)) return 30;
  const inLung = lungCentres.some((centre) => inEllipsoid(point, centre, lungAxes) <= 1);
  if (!inLung) return 40;
  return inVessel(point) ? 50 : -850;
}

/** Straight vessels that fan out from the inner side of each lung, thinner further out. */
function inVessel([x, y, z]: Vec3): boolean {
  const out = Math.abs(x) - 16;
  return [-40, 0, 40].some((rise) => {
    const share = out / 90;
    return Math.hypot(y - 0.4 * rise * share, z - rise * share) <= 4 * (1 - share);
  });
}

function inEllipsoid(point: Vec3, centre: Vec3, axes: Vec3): number {
  return point.reduce((sum, x, axis) => sum + ((x - centre[axis]) / axes[axis]) ** 2, 0);
}

function distance(a: Vec3, b: Vec3): number {
  return Math.hypot(...a.map((x, axis) => x - b[axis]));
}
