import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** A file under its own name is complete, or as it was before. Answers the bytes written. */
export function writeWhole(path: string, bytes: Uint8Array): number {
  const part = `${path}.part`;
  try {
    writeFileSync(part, bytes);
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return bytes.length;
}
