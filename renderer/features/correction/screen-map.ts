import type { ScreenMap } from '../../viewer/axial-view.ts';
import type { Spot } from './desk-state.ts';

/** Position on the screen of a (fractional) column and row. */
export function toScreen(map: ScreenMap, { column, row }: Spot): readonly [number, number] {
  return [map.left + column * map.perColumn, map.top + row * map.perRow];
}

/** Column and row at a position on the screen. */
export function toSpot(map: ScreenMap, x: number, y: number): Spot {
  return { column: (x - map.left) / map.perColumn, row: (y - map.top) / map.perRow };
}

/** Voxels of the mask in a slice: what encloses them, in columns and rows; null without any. */
export interface Box {
  readonly columns: readonly [number, number];
  readonly rows: readonly [number, number];
}

/** Encloses the set labels of a slice. */
export function boxOf(labels: Uint8Array, width: number): Box | null {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [at, value] of labels.entries()) {
    if (value === 0) continue;
    const column = at % width;
    const row = Math.floor(at / width);
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  return right < left ? null : { columns: [left, right], rows: [top, bottom] };
}
