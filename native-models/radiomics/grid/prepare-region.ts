import { crop } from '../../image/crop.ts';
import { boundingBox, expandBox, type Box } from '../../image/grid.ts';
import { clipToGrid, windowGeometry, type GridWindow } from '../../image/preprocess/grid-window.ts';
import {
  indexToPatient,
  patientToIndex,
  type Geometry,
  type Mask,
  type Vec3,
  type Volume,
} from '../../image/volume.ts';
import { alignedGrid } from './aligned-grid.ts';
import { cornerWindow } from './corner-window.ts';
import { interpolate, interpolateMask, roundIntensities } from './interpolate.ts';
import { asStored } from './as-stored.ts';
import type { Beyond, InterpolationMethod } from './interpolation-weights.ts';

export interface GridSettings {
  /** New spacing along i, j, k; absent to keep the image's own grid and values. */
  readonly spacingMm?: Vec3;
  /** Where the new grid lies: its centre is the image's (IBSI), or its corner (PyRadiomics). */
  readonly alignment?: 'centre' | 'corner';
  readonly image: InterpolationMethod;
  readonly mask: InterpolationMethod;
  /** Least share of a voxel that counts as inside; IBSI: 0.5. */
  readonly maskThreshold: number;
  /**
   * Whether interpolated intensities become whole numbers again, as IBSI asks of CT. `as-stored`:
   * they get the type that the image is stored in (`asStored`), as in PyRadiomics.
   */
  readonly rounded: boolean | 'as-stored';
}

/** A region on its grid with as much image around it as the filters need. */
export interface PreparedRegion {
  readonly image: Volume;
  readonly mask: Mask;
  /** The mask's bounding box in that window. */
  readonly box: Box;
}

/**
 * Brings a region to its grid. Only a window of the grid is computed, the values being those of the
 * whole: a chest of 40 million voxels is not interpolated for a lesion of thousands.
 *
 * @param marginVoxels Voxels of the new grid around the mask's bounding box, along i, j, k; less
 * where the image ends.
 * @throws RangeError when the mask is empty, has another size than the image or vanishes on the new
 * grid.
 */
export function prepareRegion(
  image: Volume,
  mask: Mask,
  settings: GridSettings,
  marginVoxels: Vec3,
): PreparedRegion {
  if (image.data.length !== mask.data.length) {
    throw new RangeError(`image of ${image.data.length} voxels, mask of ${mask.data.length}`);
  }
  const source = boundingBox(mask.data, mask.geometry.dimensions);
  if (source === undefined) throw new RangeError('the mask has no voxel');
  if (settings.spacingMm === undefined || isOwnGrid(image.geometry, settings)) {
    const wide = expandBox(source, marginVoxels, image.geometry.dimensions);
    return {
      image: crop(image, wide),
      mask: crop(mask, wide),
      box: { ...source, offset: minus(source.offset, wide.offset) },
    };
  }
  const threshold = settings.maskThreshold;
  if (settings.alignment === 'corner') {
    const window = cornerWindow(image.geometry, source, settings.spacingMm, marginVoxels);
    // PyRadiomics resamples by ITK, at whose edge the last voxels of such a grid may lie.
    const beyond = 'ended';
    const onWindow = interpolateMask(mask, window, settings.mask, { threshold, beyond });
    const box = boundingBox(onWindow.data, window.dimensions);
    if (box === undefined) throw new RangeError(LOST);
    return { image: interpolated(image, window, settings, beyond), mask: onWindow, box };
  }
  const grid = alignedGrid(image.geometry, settings.spacingMm);
  const search = clipToGrid(grid, windowAround(source, image.geometry, grid));
  const found = interpolateMask(mask, windowGeometry(grid, search), settings.mask, { threshold });
  const inSearch = boundingBox(found.data, search.size);
  if (inSearch === undefined) throw new RangeError(LOST);
  const target: Box = { ...inSearch, offset: plus(inSearch.offset, search.start) };
  const wide = expandBox(target, marginVoxels, grid.dimensions);
  const window = windowGeometry(grid, { start: wide.offset, size: wide.dimensions });
  return {
    image: interpolated(image, window, settings),
    mask: interpolateMask(mask, window, settings.mask, { threshold }),
    box: { ...target, offset: minus(target.offset, wide.offset) },
  };
}

const LOST = 'the mask has no voxel on the new grid';

/** PyRadiomics leaves an image that has the asked spacing as it is. */
function isOwnGrid({ spacingMm }: Geometry, settings: GridSettings): boolean {
  if (settings.alignment !== 'corner') return false;
  return spacingMm.every((own, axis) => {
    const asked = settings.spacingMm?.[axis] ?? own;
    return Math.abs(own - asked) <= 1e-8 + 1e-5 * asked;
  });
}

function interpolated(
  image: Volume,
  window: Geometry,
  settings: GridSettings,
  beyond?: Beyond,
): Volume {
  const result = interpolate(image, window, settings.image, beyond);
  if (settings.rounded === true) return roundIntensities(result);
  if (settings.rounded === false) return result;
  return { geometry: result.geometry, data: asStored(result.data, image.data) };
}

/** Voxels by which an interpolated mask can reach beyond the source voxels: two, by a cubic. */
const REACH = 2;

function windowAround(box: Box, source: Geometry, grid: Geometry): GridWindow {
  const inGrid = (index: Vec3): Vec3 => patientToIndex(grid, indexToPatient(source, index));
  const low = inGrid(minus(box.offset, [REACH, REACH, REACH])).map(Math.floor);
  const high = inGrid(plus(plus(box.offset, box.dimensions), [REACH, REACH, REACH])).map(Math.ceil);
  return {
    start: [low[0], low[1], low[2]],
    size: [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1],
  };
}

function plus(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function minus(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}
