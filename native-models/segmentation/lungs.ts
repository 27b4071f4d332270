import { labelComponents, type Components } from '../image/connected-components.ts';
import { selectVoxels } from '../image/select.ts';
import type { Geometry, Vec3, Volume } from '../image/volume.ts';
import { automaticParameters } from './automatic-parameters.ts';

/**
 * Air of the lungs, with trachea and main bronchi; the lesions, vessels and pleural bulges in it
 * are left out and come back when the region is closed.
 *
 * @param volume HU on cubic voxels.
 * @returns One value per voxel, 1 inside.
 */
export function lungAir({ geometry, data }: Volume<Float32Array>): Uint8Array {
  const { belowHu, minimumMm3, minimumShare } = automaticParameters.lungs;
  const air = selectVoxels(data, (hu) => hu < belowHu);
  const components = labelComponents(air, geometry.dimensions);
  const room = roomAir(components, data, geometry.dimensions);
  const { labels, sizes } = components;
  const candidates = [...sizes.keys()].filter((label) => label > 0 && !room.has(label));
  const largest = candidates.reduce((most, label) => Math.max(most, sizes[label]), 0);
  const smallest = Math.max(minimumMm3 / voxelMm3(geometry), minimumShare * largest);
  const lungs = new Set(candidates.filter((label) => sizes[label] > smallest));
  return selectVoxels(labels, (label) => lungs.has(label));
}

/**
 * Pieces of air that lie outside the body. A field of view that cuts the lung makes the lung touch
 * the sides too, so touching alone is not enough.
 */
function roomAir({ labels, sizes }: Components, hu: Float32Array, dimensions: Vec3): Set<number> {
  const { roomHu, roomShare } = automaticParameters.lungs;
  const touching = new Map<number, number>();
  let sides = 0;
  forEachSideVoxel(dimensions, (at) => {
    sides++;
    touching.set(labels[at], (touching.get(labels[at]) ?? 0) + 1);
  });
  touching.delete(0);
  const room = new Set<number>();
  for (const [label, count] of touching) {
    if (count > roomShare * sides || medianOf(label, sizes[label], labels, hu) < roomHu)
      room.add(label);
  }
  return room;
}

function medianOf(label: number, size: number, labels: Int32Array, hu: Float32Array): number {
  const values = new Float32Array(size);
  let count = 0;
  for (let at = 0; at < labels.length; at++) if (labels[at] === label) values[count++] = hu[at];
  return values.sort()[size >> 1];
}

/** Visits the voxels on the four sides that run along the body; those on an edge twice. */
function forEachSideVoxel([nx, ny, nz]: Vec3, visit: (at: number) => void): void {
  for (let k = 0; k < nz; k++) {
    const slice = k * nx * ny;
    for (let i = 0; i < nx; i++) {
      visit(slice + i);
      visit(slice + i + nx * (ny - 1));
    }
    for (let j = 0; j < ny; j++) {
      visit(slice + nx * j);
      visit(slice + nx * j + nx - 1);
    }
  }
}

function voxelMm3({ spacingMm: [x, y, z] }: Geometry): number {
  return x * y * z;
}
