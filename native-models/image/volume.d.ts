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
export type VoxelArray = Int16Array | Float32Array | Float64Array | Uint8Array;
/** Voxels on a grid; index = i + nx * (j + ny * k), so that i runs fastest. */
export interface Volume<Data extends VoxelArray = VoxelArray> {
    readonly geometry: Geometry;
    readonly data: Data;
}
/** A binary region: 0 outside, 1 inside. */
export type Mask = Volume<Uint8Array>;
/** Number of voxels of a grid. */
export declare function voxelCount({ dimensions: [nx, ny, nz] }: Geometry): number;
/** LPS position in mm of a point given in (fractional) voxel indices. */
export declare function indexToPatient(geometry: Geometry, index: Vec3): Vec3;
/** (Fractional) voxel indices of an LPS point in mm; the axes must be orthonormal. */
export declare function patientToIndex(geometry: Geometry, point: Vec3): Vec3;
