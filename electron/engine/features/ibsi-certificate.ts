import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import { prepareRegion } from '#native/radiomics/grid/prepare-region.ts';
import { resegment } from '#native/radiomics/grid/resegment.ts';
import { conformance } from '#native/radiomics/ibsi/conformance.ts';
import {
  ctConfigurations,
  type CtConfiguration,
} from '#native/radiomics/ibsi/ct-configurations.ts';
import { ibsiDigitalPhantom } from '#native/radiomics/ibsi/digital-phantom.ts';
import {
  parseReferenceValues,
  type ReferenceValue,
} from '#native/radiomics/ibsi/reference-values.ts';
import type { Verdict } from '#native/radiomics/ibsi/texture-conformance.ts';
import { regionOf } from '#native/radiomics/region.ts';
import type { Mask, Volume } from '#native/image/volume.ts';
import { readImage } from './sources/read-image.ts';
import { readMask } from './sources/read-mask.ts';

/** One reference value and what became of it. */
export interface CheckedValue {
  /** `dig_phantom`, or the letter of a configuration of the CT phantom. */
  readonly configuration: string;
  readonly family: string;
  readonly feature: string;
  readonly ibsi: string;
  readonly aggregation: string;
  /** Our column without its image; null where no feature has the code. */
  readonly column: string | null;
  readonly value: number | null;
  readonly reference: number;
  readonly tolerance: number;
  readonly outcome: Verdict['outcome'];
}

/** What the program computes for IBSI's phantoms, beside what it should. */
export interface IbsiCertificate {
  readonly codeVersion: string;
  readonly computedAt: string;
  /** SHA-256 of the settings below. */
  readonly settingsHash: string;
  readonly settings: unknown;
  readonly values: readonly CheckedValue[];
}

export interface CertificateOrder {
  /** The program's `resources/`, with the digital phantom's references. */
  readonly resourcesDir: string;
  /** Folder with `data/ibsi` and `data/ct/ibsi-phantom`; without it the digital phantom is all. */
  readonly referenceDir: string | undefined;
  readonly version: string;
}

const digitalBins = { kind: 'fixed-width', width: 1, origin: 1 } as const;
const settings = { digitalPhantom: { bins: digitalBins }, ctPhantom: ctConfigurations };

/** Computes IBSI's phantoms and compares every value that has a reference. */
export async function ibsiCertificate(order: CertificateOrder): Promise<IbsiCertificate> {
  const digital = join(order.resourcesDir, 'ibsi', 'digital-phantom.csv');
  const verdicts = [
    ...digitalVerdicts(parseReferenceValues(readFileSync(digital, 'utf8'))),
    ...(order.referenceDir === undefined ? [] : await ctVerdicts(order.referenceDir)),
  ];
  return {
    codeVersion: order.version,
    computedAt: new Date().toISOString(),
    settingsHash: createHash('sha256').update(canonicalJson(settings)).digest('hex'),
    settings,
    values: verdicts.map(checkedValue),
  };
}

function digitalVerdicts(references: readonly ReferenceValue[]): readonly Verdict[] {
  const { volume, mask } = ibsiDigitalPhantom();
  const region = regionOf(volume, mask);
  return conformance({ shape: region, intensity: region, bins: digitalBins }, references);
}

/** Configurations without rows in the table, or all where the phantom is absent, are left out. */
async function ctVerdicts(folder: string): Promise<readonly Verdict[]> {
  const table = join(folder, 'data/ibsi/ibsi1_reference.csv');
  const phantom = join(folder, 'data/ct/ibsi-phantom/nifti');
  if (!existsSync(table) || !existsSync(phantom)) return [];
  const references = parseReferenceValues(readFileSync(table, 'utf8'));
  const image = await readImage(join(phantom, 'image/phantom.nii.gz'));
  const mask = await readMask(join(phantom, 'mask/mask.nii.gz'), { image });
  return ctConfigurations.flatMap((configuration) => {
    const rows = references.filter((row) => row.configuration === configuration.letter);
    return rows.length === 0 ? [] : configurationVerdicts({ image, mask }, configuration, rows);
  });
}

function configurationVerdicts(
  { image, mask }: { readonly image: Volume; readonly mask: Mask },
  { grid, resegmentation, bins }: CtConfiguration,
  rows: readonly ReferenceValue[],
): readonly Verdict[] {
  const prepared = prepareRegion(image, mask, grid, [0, 0, 0]);
  const kept = resegment(prepared.image, prepared.mask, resegmentation);
  return conformance(
    {
      shape: regionOf(prepared.image, prepared.mask),
      intensity: regionOf(prepared.image, kept),
      bins,
    },
    rows,
  );
}

function checkedValue({ reference, column, value, outcome }: Verdict): CheckedValue {
  const { configuration, family, feature, ibsi, aggregation, tolerance } = reference;
  return {
    ...{ configuration, family, feature, ibsi, aggregation },
    column: column ?? null,
    value: column === undefined ? null : value,
    reference: reference.value,
    tolerance,
    outcome,
  };
}
