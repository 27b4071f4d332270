import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadVolume } from '#engine/dicom/load-volume.ts';
import { readNifti } from '#engine/dicom/read-nifti.ts';
import { scanSources } from '#engine/dicom/scan-sources.ts';
import type { Volume } from '#native/image/volume.ts';

/** A real chest CT and, where one is published, the outline of its tumour on the same grid. */
export interface RealCt {
  readonly name: string;
  readonly image: Volume;
  /** One value per voxel, non-zero inside; absent when the CT has no known tumour. */
  readonly tumour?: ArrayLike<number>;
}

interface Source {
  readonly name: string;
  /** Files that have to be there, relative to the folder of CTs. */
  readonly needs: readonly string[];
  readonly read: (paths: readonly string[]) => Promise<Omit<RealCt, 'name'>>;
}

const sources: readonly Source[] = [
  {
    name: 'IBSI phantom (60 slices, a mass of 359 ml)',
    needs: ['ibsi-phantom/nifti/image/phantom.nii.gz', 'ibsi-phantom/nifti/mask/mask.nii.gz'],
    read: async ([image, mask]) => ({
      image: readNifti(readFileSync(image)),
      tumour: readNifti(readFileSync(mask)).data,
    }),
  },
  {
    name: 'TotalSegmentator example (112 slices of 3 mm, no known tumour)',
    needs: ['totalsegmentator-ct/example_ct.nii.gz'],
    read: async ([image]) => ({
      image: readNifti(readFileSync(image)),
    }),
  },
  {
    name: 'LUNG1-001 (134 slices, a mass of 156 ml)',
    needs: ['lung1-001/LUNG1-001_CT134_RTSTRUCT_dicom.tar.xz', 'lung1-001/plastimatch_GTV-1.nrrd'],
    read: async ([archive, mask]) => ({
      image: await readArchive(archive),
      tumour: readNrrdBytes(mask),
    }),
  },
];

/** Those of the three real CTs that are at hand, opened one at a time. */
export async function* realCts(shared: string): AsyncGenerator<RealCt> {
  for (const { name, needs, read } of sources) {
    const paths = needs.map((path) => join(shared, 'data/ct', path));
    if (paths.every(existsSync)) yield { ...(await read(paths)), name };
  }
}

/** The one CT series of a packed folder of DICOM files. */
async function readArchive(path: string): Promise<Volume> {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-bench-'));
  try {
    execFileSync('tar', ['xf', path, '-C', folder]);
    const { series } = await scanSources([folder]);
    const [longest] = series.toSorted((a, b) => b.slices.length - a.slices.length);
    return await loadVolume(longest);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Voxels of an NRRD file of bytes packed with gzip; the header ends with an empty line. */
function readNrrdBytes(path: string): Uint8Array {
  const file = readFileSync(path);
  return gunzipSync(file.subarray(file.indexOf('\n\n') + 2));
}
