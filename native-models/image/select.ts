// Plain loops over one element type each: `Uint8Array.from` with a mapping walks an iterator and
// takes many times as long, and these run some hundred times a click.

/** The voxels whose value passes a test, as 1 and 0. */
export function selectVoxels(
  values: ArrayLike<number>,
  passes: (value: number, at: number) => boolean,
): Uint8Array<ArrayBuffer> {
  const region = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) if (passes(values[at], at)) region[at] = 1;
  return region;
}

/** The voxels above a threshold, as 1 and 0. */
export function voxelsAbove(values: Float32Array, threshold: number): Uint8Array<ArrayBuffer> {
  const region = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) if (values[at] > threshold) region[at] = 1;
  return region;
}

/** The voxels at or below a threshold, as 1 and 0. */
export function voxelsUpTo(values: Float32Array, threshold: number): Uint8Array<ArrayBuffer> {
  const region = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at++) if (values[at] <= threshold) region[at] = 1;
  return region;
}

/** The voxels of one label, as 1 and 0. */
export function voxelsOfLabel(labels: Int32Array, label: number): Uint8Array<ArrayBuffer> {
  const region = new Uint8Array(labels.length);
  for (let at = 0; at < labels.length; at++) if (labels[at] === label) region[at] = 1;
  return region;
}

/** The voxels that are 1 in both regions of the same grid. */
export function intersection(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const region = new Uint8Array(a.length);
  for (let at = 0; at < a.length; at++) region[at] = a[at] & b[at];
  return region;
}

/** The values of the voxels that are 1 in a region of the same grid, in scan order. */
export function valuesInside(values: Float32Array, region: Uint8Array): Float32Array<ArrayBuffer> {
  let count = 0;
  for (let at = 0; at < region.length; at++) count += region[at];
  const inside = new Float32Array(count);
  let next = 0;
  for (let at = 0; at < region.length; at++) if (region[at] === 1) inside[next++] = values[at];
  return inside;
}
