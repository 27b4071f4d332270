import { gzipSync } from 'node:zlib';
import type { Volume, VoxelArray } from '#native/image/volume.ts';
import { affineOf, dataOffset, field, headerBytes, qformOf } from './nifti-header.ts';

interface NiftiType {
  /** NIfTI-1 datatype code. */
  readonly code: number;
  readonly bits: number;
}

/**
 * A volume or mask as a compressed NIfTI-1 file (.nii.gz), patient axes converted from LPS to RAS.
 * Voxels are written in the order and type in which they lie in memory.
 */
export function writeNifti({ geometry, data }: Volume): Uint8Array {
  const header = new DataView(new ArrayBuffer(dataOffset));
  const { code, bits } = typeOf(data);
  const affine = affineOf(geometry);
  const { quaternion, handedness } = qformOf(affine);

  header.setInt32(field.sizeOfHeader, headerBytes, true);
  setAll(header, 'setInt16', field.dim, [3, ...geometry.dimensions, 1, 1, 1, 1]);
  header.setInt16(field.datatype, code, true);
  header.setInt16(field.bitsPerVoxel, bits, true);
  setAll(header, 'setFloat32', field.pixdim, [handedness, ...geometry.spacingMm]);
  header.setFloat32(field.voxelOffset, dataOffset, true);
  header.setFloat32(field.slope, 1, true);
  header.setUint8(field.units, millimetres);
  header.setInt16(field.qformCode, scannerCoordinates, true);
  header.setInt16(field.sformCode, scannerCoordinates, true);
  setAll(header, 'setFloat32', field.quaternion, quaternion);
  setAll(
    header,
    'setFloat32',
    field.qoffset,
    affine.map((row) => row[3]),
  );
  setAll(header, 'setFloat32', field.srow, affine.flat());
  // "n+1": header and voxels in one file.
  setAll(header, 'setUint8', field.magic, [0x6e, 0x2b, 0x31, 0]);

  const voxels = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const file = new Uint8Array(dataOffset + voxels.length);
  file.set(new Uint8Array(header.buffer));
  file.set(voxels, dataOffset);
  return gzipSync(file);
}

const millimetres = 2;
const scannerCoordinates = 1;

function typeOf(data: VoxelArray): NiftiType {
  if (data instanceof Uint8Array) return { code: 2, bits: 8 };
  if (data instanceof Int16Array) return { code: 4, bits: 16 };
  if (data instanceof Uint16Array) return { code: 512, bits: 16 };
  if (data instanceof Int32Array) return { code: 8, bits: 32 };
  if (data instanceof Uint32Array) return { code: 768, bits: 32 };
  if (data instanceof Float32Array) return { code: 16, bits: 32 };
  return { code: 64, bits: 64 };
}

const widths = { setUint8: 1, setInt16: 2, setFloat32: 4 } as const;

function setAll(
  view: DataView,
  setter: keyof typeof widths,
  offset: number,
  values: readonly number[],
): void {
  for (const [n, value] of values.entries()) view[setter](offset + n * widths[setter], value, true);
}
