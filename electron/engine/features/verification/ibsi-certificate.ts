import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  ibsiPart,
  type CheckedValue,
  type IbsiCertificate,
} from '#contract/procedures/verification.ts';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import { ctConfigurations } from '#native/radiomics/ibsi/ct-configurations.ts';
import {
  filteredConfigurations,
  filteredRange,
} from '#native/radiomics/ibsi/filtered-configurations.ts';
import { responseMapTests } from '#native/radiomics/ibsi/response-maps.ts';
import type { Check } from './check.ts';
import { ctChecks, digitalBins, digitalCheck } from './ibsi-one.ts';
import { filteredChecks, mapChecks } from './ibsi-two.ts';
import { ctPhantomReader, missingPath } from './reference-folder.ts';

export interface CertificateOrder {
  /** The program's `resources/`, with the digital phantom's references. */
  readonly resourcesDir: string;
  /** Folder with `data/ibsi` and `data/ct/ibsi-phantom`; without it the digital phantom is all. */
  readonly referenceDir: string | undefined;
  readonly version: string;
}

const settings = {
  digitalPhantom: { bins: digitalBins },
  ctPhantom: ctConfigurations,
  responseMaps: responseMapTests,
  filteredCtPhantom: { range: filteredRange, configurations: filteredConfigurations },
};

/**
 * Computes IBSI's phantoms and compares every value and map that has a reference. What the folder
 * lacks is listed as absent; what the program lacks, as not implemented.
 *
 * @throws AppError for a reference file that cannot be read.
 */
export async function ibsiCertificate(
  order: CertificateOrder,
  onProgress?: (share: number, stage: string) => void,
): Promise<IbsiCertificate> {
  const checks = checksOf(order);
  const values: CheckedValue[] = [];
  for (const [done, { name, run }] of checks.entries()) {
    onProgress?.(done / checks.length, name);
    // Between two checks a signal that ends the process is heard.
    await nextTurn();
    values.push(...(await run()));
  }
  return {
    codeVersion: order.version,
    computedAt: new Date().toISOString(),
    settingsHash: createHash('sha256').update(canonicalJson(settings)).digest('hex'),
    settings,
    absent: ibsiPart.options.flatMap((part) => {
      const missing = missingPath(part, order.referenceDir);
      return missing === undefined ? [] : { part, missing };
    }),
    values,
  };
}

function checksOf({ resourcesDir, referenceDir }: CertificateOrder): readonly Check[] {
  const digital = digitalCheck(resourcesDir);
  if (referenceDir === undefined) return [digital];
  const phantom = ctPhantomReader(referenceDir);
  const has = (part: Parameters<typeof missingPath>[0]): boolean =>
    missingPath(part, referenceDir) === undefined;
  return [
    digital,
    ...(has('ibsi1-ct') ? ctChecks(referenceDir, phantom) : []),
    ...(has('ibsi2-maps') ? mapChecks(referenceDir) : []),
    ...(has('ibsi2-values') ? filteredChecks(referenceDir, phantom) : []),
  ];
}
