import type { MaskRuns } from '#contract/mask-runs.ts';

/** Runs as they are stored and sent: little-endian Uint32, whatever the machine. */
export function runsToBytes(runs: MaskRuns): Buffer {
  const bytes = Buffer.allocUnsafe(runs.length * 4);
  for (let i = 0; i < runs.length; i++) bytes.writeUInt32LE(runs[i], i * 4);
  return bytes;
}

/** @returns runs, not yet checked against a mask; a ragged end is cut off by the caller's check. */
export function bytesToRuns(bytes: Uint8Array): MaskRuns {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const runs = new Uint32Array(Math.floor(bytes.byteLength / 4));
  for (let i = 0; i < runs.length; i++) runs[i] = view.getUint32(i * 4, true);
  return runs;
}
