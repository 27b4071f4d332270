/** One edge of a voxel square: `[x0, y0, x1, y1]` in voxel corners. */
export type Edge = readonly [number, number, number, number];

/** The edges between set and unset voxels of a slice `width` wide; together they outline it. */
export function outline(mask: Uint8Array, width: number): readonly Edge[] {
  const edges: Edge[] = [];
  const height = mask.length / width;
  const set = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x] !== 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const x = i % width;
    const y = (i - x) / width;
    if (!set(x, y - 1)) edges.push([x, y, x + 1, y]);
    if (!set(x, y + 1)) edges.push([x, y + 1, x + 1, y + 1]);
    if (!set(x - 1, y)) edges.push([x, y, x, y + 1]);
    if (!set(x + 1, y)) edges.push([x + 1, y, x + 1, y + 1]);
  }
  return edges;
}
