import { AppError } from '#contract/errors.ts';
import type { Geometry, Vec3 } from '#native/image/volume.ts';

/** What the text before the voxels of a NRRD file says. */
export interface NrrdHeader {
  readonly fields: ReadonlyMap<string, string>;
  /** The writer's own notes, "key:=value", e.g. the names of 3D Slicer's segments. */
  readonly notes: ReadonlyMap<string, string>;
  /** Offset of the first byte behind the header. */
  readonly end: number;
}

const newline = 10;

/**
 * Splits the header into its fields, names in lower case.
 *
 * Format: teem.sourceforge.net/nrrd/format.html, versions NRRD0001 to NRRD0005.
 *
 * @throws RangeError when the file is no NRRD.
 */
export function readNrrdHeader(file: Uint8Array): NrrdHeader {
  const fields = new Map<string, string>();
  const notes = new Map<string, string>();
  let at = 0;
  for (let line = 0; at < file.length; line++) {
    const stop = file.indexOf(newline, at);
    const text = Buffer.from(file.subarray(at, stop < 0 ? file.length : stop)).toString('utf8');
    const content = text.replace(/\r$/, '');
    at = stop < 0 ? file.length : stop + 1;
    if (line === 0) {
      if (!/^NRRD000[1-5]$/.test(content)) throw new RangeError('not a NRRD file');
      continue;
    }
    if (content === '') break;
    const note = /^([^#:]+):=(.*)$/.exec(content);
    if (note) notes.set(note[1], note[2]);
    const field = /^([^#:]+): (.*)$/.exec(content);
    if (field) fields.set(field[1].toLowerCase().trim(), field[2].trim());
  }
  return { fields, notes, end: at };
}

/** What turns the header's patient axes into LPS. A file that names no space is taken as it is. */
const spaces: ReadonlyMap<string, Vec3> = new Map<string, Vec3>([
  ['left-posterior-superior', [1, 1, 1]],
  ['lps', [1, 1, 1]],
  ['right-anterior-superior', [-1, -1, 1]],
  ['ras', [-1, -1, 1]],
  ['left-anterior-superior', [1, -1, 1]],
  ['las', [1, -1, 1]],
]);

/** Cosines between axes above this are no rounding. */
const skewTolerance = 1e-3;

/**
 * @throws AppError `image-not-3d` and `image-spacing`; RangeError for what cannot be a grid of ours.
 */
export function nrrdGeometry(fields: NrrdHeader['fields']): Geometry {
  const sizes = numbersOf(fields.get('sizes') ?? '');
  // Axes that hold one sample add no voxels, whatever they mean.
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) {
    throw new RangeError(`its header claims the sizes "${fields.get('sizes')}"`);
  }
  if (sizes.length === 0) throw new RangeError('its header tells no sizes');
  const used = sizes.flatMap((size, axis) => (sizes.length > 3 && size === 1 ? [] : [axis]));
  const [i, j, k] = used;
  if (used.length !== 3) throw new AppError('image-not-3d', { sizes });
  const vectors = axisVectors(fields, sizes.length);
  const axes = [vectors[i], vectors[j], vectors[k]];
  const [sx, sy, sz] = axes.map((axis, n) => {
    const spacingMm = Math.hypot(...axis);
    if (!(spacingMm > 0 && Number.isFinite(spacingMm))) {
      throw new AppError('image-spacing', { axis: (['i', 'j', 'k'] as const)[n], spacingMm });
    }
    return spacingMm;
  });
  const spacingMm: Vec3 = [sx, sy, sz];
  const direction = axes.flatMap((axis, n) => axis.map((value) => value / spacingMm[n]));
  requireOrthogonal(direction);
  const [fx, fy, fz] = flipOf(fields);
  const origin = fields.get('space origin');
  const [x, y, z] = origin === undefined ? [0, 0, 0] : vectorOf(origin);
  if (!Number.isFinite(x + y + z)) throw new RangeError('its origin is not a place');
  return {
    dimensions: [sizes[i], sizes[j], sizes[k]],
    spacingMm,
    originMm: [fx * x + 0, fy * y + 0, fz * z + 0],
    direction: direction.map((value, n) => [fx, fy, fz][n % 3] * value + 0),
  };
}

function flipOf(fields: NrrdHeader['fields']): Vec3 {
  const space = fields.get('space');
  if (space === undefined) return [1, 1, 1];
  const flip = spaces.get(space.toLowerCase());
  if (!flip) throw new RangeError(`the space "${space}" is not supported; save it in LPS or RAS`);
  return flip;
}

/** A vector per stored axis; those without a direction in space get (0, 0, 0). */
function axisVectors(fields: NrrdHeader['fields'], rank: number): readonly Vec3[] {
  const written = fields.get('space directions');
  if (written !== undefined) {
    const parts = written.match(/none|\([^)]*\)/g) ?? [];
    if (parts.length !== rank) throw new RangeError(`${parts.length} directions of ${rank} axes`);
    return parts.map((part) => (part === 'none' ? [0, 0, 0] : vectorOf(part)));
  }
  const spacings = numbersOf(fields.get('spacings') ?? Array<number>(rank).fill(1).join(' '));
  return spacings.map((spacing, n) => [
    n === 0 ? spacing : 0,
    n === 1 ? spacing : 0,
    n === 2 ? spacing : 0,
  ]);
}

function requireOrthogonal(d: readonly number[]): void {
  const cosine = (a: number, b: number) =>
    Math.abs(d[a] * d[b] + d[a + 1] * d[b + 1] + d[a + 2] * d[b + 2]);
  const skew = Math.max(cosine(0, 3), cosine(0, 6), cosine(3, 6));
  if (!(skew < skewTolerance))
    throw new RangeError(`its axes are not at right angles (cosine ${skew})`);
}

function vectorOf(text: string): Vec3 {
  const [x, y, z, ...rest] = numbersOf(text.replace(/[(),]/g, ' '));
  if (z === undefined || rest.length > 0) throw new RangeError(`"${text}" is no 3D vector`);
  return [x, y, z];
}

function numbersOf(text: string): readonly number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}
