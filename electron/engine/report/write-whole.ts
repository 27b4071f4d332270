import { renameSync, writeFileSync } from 'node:fs';

/** A file under its own name is complete. Answers the bytes written. */
export function writeWhole(path: string, bytes: Uint8Array): number {
  writeFileSync(`${path}.part`, bytes);
  renameSync(`${path}.part`, path);
  return bytes.length;
}
