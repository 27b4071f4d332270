/** Three numbers along i, j, k of a grid, or along x, y, z of the patient. */
export type Vec3 = readonly [number, number, number];

/**
 * Where a voxel grid lies in the patient, in DICOM's LPS coordinates (x to the left, y to the
 * back, z to the head; mm).
 */
export interface Geometry {
  /** Number of voxels along i, j, k. */
  readonly dimensions: Vec3;
  /** Distance of voxel centres along i, j, k in mm; each > 0. */
  readonly spacingMm: Vec3;
  /** LPS position of the centre of voxel (0, 0, 0) in mm. */
  readonly originMm: Vec3;
  /** Unit vectors (LPS) of the i, j and k axes, one after another: nine numbers. */
  readonly direction: readonly number[];
}

/** Element types a volume can hold. */
export type VoxelArray =
  Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** Voxels on a grid; index = i + nx * (j + ny * k), so that i runs fastest. */
export interface Volume<Data extends VoxelArray = VoxelArray> {
  readonly geometry: Geometry;
  readonly data: Data;
}

/** A binary region: 0 outside, 1 inside. */
export type Mask = Volume<Uint8Array>;

/** Number of voxels of a grid or box. */
export function voxelCount({ dimensions: [nx, ny, nz] }: Pick<Geometry, 'dimensions'>): number {
  return nx * ny * nz;
}

/** LPS position in mm of a point given in (fractional) voxel indices. */
export function indexToPatient(geometry: Geometry, index: Vec3): Vec3 {
  const { spacingMm: s, originMm: o, direction: d } = geometry;
  const [i, j, k] = [index[0] * s[0], index[1] * s[1], index[2] * s[2]];
  return [
    o[0] + d[0] * i + d[3] * j + d[6] * k,
    o[1] + d[1] * i + d[4] * j + d[7] * k,
    o[2] + d[2] * i + d[5] * j + d[8] * k,
  ];
}

/** (Fractional) voxel indices of an LPS point in mm; the axes must be orthonormal. */
export function patientToIndex(geometry: Geometry, point: Vec3): Vec3 {
  const { spacingMm: s, originMm: o, direction: d } = geometry;
  const [x, y, z] = [point[0] - o[0], point[1] - o[1], point[2] - o[2]];
  return [
    (d[0] * x + d[1] * y + d[2] * z) / s[0],
    (d[3] * x + d[4] * y + d[5] * z) / s[1],
    (d[6] * x + d[7] * y + d[8] * z) / s[2],
  ];
}
