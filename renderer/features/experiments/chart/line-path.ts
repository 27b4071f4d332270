export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A polyline through points in px as the `d` of an SVG path; empty for none. */
export function linePath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}
