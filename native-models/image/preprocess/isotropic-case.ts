import { reorientToRas } from '../reorient.ts';
import { isotropicGeometry, resample } from '../resample.ts';
import {
  indexToPatient,
  patientToIndex,
  type Geometry,
  type Mask,
  type Vec3,
  type Volume,
} from '../volume.ts';
import { boundingBox, type IndexBox } from './bounding-box.ts';
import { clipToGrid, windowGeometry, type GridWindow } from './grid-window.ts';

/** Edge of the study's cubic voxels in mm. */
export const STUDY_SPACING_MM = 1;

/**
 * A case in RAS orientation on the study's 1 mm grid. Only windows of that grid are ever computed:
 * a whole chest would be 40 million voxels, a lesion needs one in forty of them.
 */
export interface IsotropicCase {
  /** The whole 1 mm grid. */
  readonly geometry: Geometry;
  /** Where the mask lies on that grid. */
  readonly box: IndexBox;
  /** Image by linear interpolation, HU; voxels outside the grid get `outsideHu`. */
  imageIn(window: GridWindow, outsideHu?: number): Volume<Float32Array>;
  /** Mask by nearest neighbour; 0 outside the grid. */
  maskIn(window: GridWindow): Mask;
}

/**
 * @param volume CT in HU, any axis order.
 * @param mask On the same grid as the CT.
 * @throws RangeError when the grids differ, or no voxel of the mask is left at 1 mm.
 */
export function isotropicCase(volume: Volume, mask: Mask): IsotropicCase {
  if (volume.data.length !== mask.data.length) {
    throw new RangeError(`${volume.data.length} voxels of image, ${mask.data.length} of mask`);
  }
  const image = reorientToRas(volume);
  const region = reorientToRas(mask);
  const geometry = isotropicGeometry(image.geometry, STUDY_SPACING_MM);
  const maskIn = (window: GridWindow): Mask =>
    resample(region, windowGeometry(geometry, window), { interpolation: 'nearest' });

  const search = clipToGrid(geometry, around(region, geometry));
  const found = boundingBox(maskIn(search));
  const shifted = (corner: Vec3): Vec3 => [
    corner[0] + search.start[0],
    corner[1] + search.start[1],
    corner[2] + search.start[2],
  ];
  return {
    geometry,
    box: { lower: shifted(found.lower), upper: shifted(found.upper) },
    maskIn,
    imageIn: (window, outsideHu = 0) =>
      resample(image, windowGeometry(geometry, window), {
        interpolation: 'linear',
        outside: outsideHu,
      }),
  };
}

/** A window of the target grid that holds every voxel whose nearest source voxel is marked. */
function around(mask: Mask, target: Geometry): GridWindow {
  const { lower, upper } = boundingBox(mask);
  const inTarget = (corner: Vec3): Vec3 =>
    patientToIndex(target, indexToPatient(mask.geometry, corner));
  // A voxel reaches half its size beyond its centre; a whole one leaves room for rounding.
  const low = inTarget([lower[0] - 1, lower[1] - 1, lower[2] - 1]).map(Math.floor);
  const high = inTarget([upper[0] + 1, upper[1] + 1, upper[2] + 1]).map(Math.ceil);
  return {
    start: [low[0], low[1], low[2]],
    size: [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1],
  };
}
