import type { Vec3 } from '../image/volume.ts';

/**
 * The 6-connected piece of a region that holds a voxel, found run by run along i.
 *
 * For one piece this costs a visit of that piece; labelling all of them would cost a visit of the
 * whole grid, some hundred times a click.
 *
 * @param region 1 inside, 0 outside; i fastest.
 * @param start Flat index of a voxel inside.
 */
export function pieceHolding(
  region: Uint8Array,
  [nx, ny, nz]: Vec3,
  start: number,
): Uint8Array<ArrayBuffer> {
  const piece = new Uint8Array(region.length);
  const plane = nx * ny;
  const waiting = [start];

  /** Notes one voxel of each run that meets [from, to) and was not visited. */
  const noteRuns = (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const begins = at === from || region[at - 1] === 0;
      if (begins && region[at] === 1 && piece[at] === 0) waiting.push(at);
    }
  };

  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (piece[at] === 1) continue;
    const row = Math.floor(at / nx);
    let begin = at;
    while (begin > row * nx && region[begin - 1] === 1) begin--;
    let end = at + 1;
    while (end < (row + 1) * nx && region[end] === 1) end++;
    piece.fill(1, begin, end);

    const j = row % ny;
    if (j > 0) noteRuns(begin - nx, end - nx);
    if (j < ny - 1) noteRuns(begin + nx, end + nx);
    if (row >= ny) noteRuns(begin - plane, end - plane);
    if (row < ny * (nz - 1)) noteRuns(begin + plane, end + plane);
  }
  return piece;
}
