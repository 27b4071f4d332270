import type { Db } from '../database.ts';

/** What a prepared case follows from. */
export interface PreparedKey {
  readonly imageSha256: string;
  readonly maskSha256: string;
  readonly settingsHash: string;
}

export interface PreparedCaseRepository {
  /** Hash of the object that holds it. */
  find(key: PreparedKey): string | undefined;
  add(key: PreparedKey, object: { readonly sha256: string; readonly bytes: number }): void;
}

/** All SQL that touches `prepared_cases`. */
export function preparedCaseRepository(db: Db): PreparedCaseRepository {
  const find = db.prepare<PreparedKey, { sha256: string }>(`
    select sha256 from prepared_cases where image_sha256 = :imageSha256
      and mask_sha256 = :maskSha256 and settings_hash = :settingsHash
  `);
  const add = db.prepare(`
    insert or replace into prepared_cases
      (image_sha256, mask_sha256, settings_hash, sha256, bytes)
    values (:imageSha256, :maskSha256, :settingsHash, :sha256, :bytes)
  `);
  return {
    find: (key) => find.get(key)?.sha256,
    add: (key, { sha256, bytes }) => void add.run({ ...key, sha256, bytes }),
  };
}
