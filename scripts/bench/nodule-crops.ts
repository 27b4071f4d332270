import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Mask, Volume } from '#native/image/volume.ts';
import { readNpz } from './npz.ts';

/** A real lung nodule with one reader's outline. */
export interface NoduleCrop {
  /** Number of the scan; even ones were used to choose parameters. */
  readonly scan: number;
  readonly name: string;
  readonly image: Volume<Float32Array>;
  readonly mask: Mask;
}

/** Names of the crops in a folder, in order of the scan number. */
export function cropNames(folder: string): string[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.npz'));
  return names.sort((a, b) => parseInt(a) - parseInt(b) || a.localeCompare(b));
}

/** Reads one crop: 51 voxels a side, taken as 1 mm, intensities rescaled to HU. */
export function readCrop(folder: string, name: string): NoduleCrop {
  const arrays = readNpz(join(folder, name));
  const image = arrays.get('image_u16');
  const packed = arrays.get('mask');
  if (image === undefined || packed === undefined) throw new RangeError(`${name} is not a crop`);
  // The third index runs fastest in the file and is the axis of slices: it has to become k.
  const [na, nb, nc] = image.shape;
  const hu = new Float32Array(na * nb * nc);
  const inside = new Uint8Array(hu.length);
  for (let a = 0, from = 0; a < na; a++) {
    for (let b = 0; b < nb; b++) {
      for (let c = 0; c < nc; c++, from++) {
        const to = b + nb * (a + na * c);
        // Stored as [0, 1] of the window [-1200, 400] HU.
        hu[to] = (image.data[from] / 65535) * 1600 - 1200;
        inside[to] = (packed.data[from >> 3] >> (7 - (from & 7))) & 1;
      }
    }
  }
  const geometry = {
    dimensions: [nb, na, nc],
    spacingMm: [1, 1, 1],
    originMm: [0, 0, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  } as const;
  return {
    scan: parseInt(name),
    name,
    image: { geometry, data: hu },
    mask: { geometry, data: inside },
  };
}
