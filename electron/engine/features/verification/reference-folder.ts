import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { IbsiPart } from '#contract/procedures/verification.ts';
import type { Mask, Volume } from '#native/image/volume.ts';
import type { ReferenceValue } from '#native/radiomics/ibsi/reference-values.ts';
import { readImage } from '../sources/read-image.ts';
import { readMask } from '../sources/read-mask.ts';

/** Paths in the reference folder. */
export const referencePath = {
  tables: 'data/ibsi',
  valuesOne: 'data/ibsi/ibsi1_reference.csv',
  valuesTwo: 'data/ibsi/ibsi2_phase2_reference_values.csv',
  maps: 'data/ibsi/ibsi2_phase1_response_maps',
  phantoms: 'data/ibsi/phantoms/ibsi_2_digital_phantom/nifti',
  ctPhantom: 'data/ct/ibsi-phantom/nifti',
} as const;

/** What each part reads; the digital phantom of IBSI 1 is in the program. */
const needed: { readonly [P in IbsiPart]: readonly string[] } = {
  'ibsi1-digital': [],
  'ibsi1-ct': [referencePath.valuesOne, referencePath.ctPhantom],
  'ibsi2-maps': [referencePath.maps, referencePath.phantoms],
  'ibsi2-values': [referencePath.valuesTwo, referencePath.ctPhantom],
};

/** The first path that a part needs and that is not there; null without a folder at all. */
export function missingPath(
  part: IbsiPart,
  referenceDir: string | undefined,
): string | null | undefined {
  if (referenceDir === undefined) return needed[part].length === 0 ? undefined : null;
  return needed[part].find((path) => !existsSync(join(referenceDir, path)));
}

export interface CtPhantom {
  readonly image: Volume;
  readonly mask: Mask;
}

/** Reads the CT phantom at the first call and keeps it: fifteen configurations look at it. */
export function ctPhantomReader(referenceDir: string): () => Promise<CtPhantom> {
  let read: Promise<CtPhantom> | undefined;
  return () => (read ??= readPhantom(join(referenceDir, referencePath.ctPhantom)));
}

async function readPhantom(folder: string): Promise<CtPhantom> {
  const image = await readImage(join(folder, 'image/phantom.nii.gz'));
  return { image, mask: await readMask(join(folder, 'mask/mask.nii.gz'), { image }) };
}

/**
 * Reads a table of references.
 *
 * @throws AppError `image-unreadable` for a table of another form.
 */
export function referencesIn(
  path: string,
  parse: (csv: string) => readonly ReferenceValue[],
): readonly ReferenceValue[] {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const details = { file: basename(path), reason: error.message };
    throw new AppError('image-unreadable', details, { cause: error });
  }
}
