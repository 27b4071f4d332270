import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dicomSlices } from '#engine/cases/demo/dicom-slices.ts';
import { synthesisePatient } from '#engine/cases/demo/synthesise.ts';
import { resample } from '#native/image/resample.ts';
import type { Geometry, Vec3 } from '#native/image/volume.ts';

/** The size the program must stay quick at: a thin-slice chest CT as a hospital sends it. */
const dimensions: Vec3 = [512, 512, 300];
const options = { seed: 5 };

/** A synthetic patient on a grid of 512 x 512 x 300, as DICOM files. Returns their bytes. */
export async function writeLargeCase(folder: string): Promise<number> {
  const patient = synthesisePatient(0, options);
  const volume = resample(patient.volume, finer(patient.volume.geometry), {
    interpolation: 'nearest',
  });
  await mkdir(folder, { recursive: true });
  let bytes = 0;
  for (const { name, file } of dicomSlices({ ...patient, volume }, 0, options)) {
    await writeFile(join(folder, name), file);
    bytes += file.byteLength;
  }
  return bytes;
}

/** The same field of view on the larger grid. */
function finer(geometry: Geometry): Geometry {
  const spacingMm: Vec3 = [0, 1, 2].map(
    (axis) => (geometry.dimensions[axis] * geometry.spacingMm[axis]) / dimensions[axis],
  ) as unknown as Vec3;
  return { ...geometry, dimensions, spacingMm };
}
