import type { Geometry } from '#contract/geometry.ts';
import type { Db } from '../database.ts';

/** What a saliency follows from. */
export interface SaliencyKey {
  readonly imageSha256: string;
  readonly maskSha256: string;
  readonly weightsSha256: string;
  /** How it was made, with all settings. */
  readonly method: string;
}

type Grid = { readonly [Part in keyof Geometry]: Readonly<Geometry[Part]> };

/** A coarse map of where a network found what raised its logit. */
export interface StoredSaliency {
  readonly map: { readonly geometry: Grid; readonly data: Float32Array };
  /** Largest value before it became 1; 0 where there was none. */
  readonly peak: number;
}

export interface SaliencyRepository {
  find(key: SaliencyKey): StoredSaliency | undefined;
  add(key: SaliencyKey, saliency: StoredSaliency): void;
}

interface SaliencyRow {
  readonly geometry: string;
  readonly voxels: Buffer;
  readonly peak: number;
}

/** All SQL that touches `saliency`. */
export function saliencyRepository(db: Db): SaliencyRepository {
  const find = db.prepare<SaliencyKey, SaliencyRow>(`
    select geometry, voxels, peak from saliency where image_sha256 = :imageSha256
      and mask_sha256 = :maskSha256 and weights_sha256 = :weightsSha256 and method = :method
  `);
  const add = db.prepare(`
    insert or replace into saliency
      (image_sha256, mask_sha256, weights_sha256, method, geometry, voxels, peak)
    values (:imageSha256, :maskSha256, :weightsSha256, :method, :geometry, :voxels, :peak)
  `);
  return {
    find: (key) => {
      const row = find.get(key);
      return (
        row && {
          map: {
            geometry: JSON.parse(row.geometry) as Grid,
            // A copy: a buffer's bytes may begin anywhere.
            data: new Float32Array(Uint8Array.from(row.voxels).buffer),
          },
          peak: row.peak,
        }
      );
    },
    add: (key, { map: { geometry, data }, peak }) =>
      void add.run({
        ...{ ...key, peak, geometry: JSON.stringify(geometry) },
        voxels: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
      }),
  };
}
