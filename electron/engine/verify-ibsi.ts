import { fileURLToPath } from 'node:url';
import { writeFailed } from '#contract/write-failed.ts';
import type { IbsiCertificate, IbsiCount } from '#contract/procedures/verification.ts';
import { version } from '#contract/version.ts';
import { certificateCsv } from './features/verification/certificate-csv.ts';
import { ibsiCertificate } from './features/verification/ibsi-certificate.ts';
import { ibsiCounts } from './features/verification/ibsi-counts.ts';
import { writeWhole } from './report/write-whole.ts';

export interface VerifyOrder {
  /** Folder with `data/ibsi` and `data/ct/ibsi-phantom`, for what is too large for the project. */
  readonly referenceDir: string | undefined;
  /** File to save the certificate to: as a table where its name ends in `.csv`, else as JSON. */
  readonly out: string | undefined;
  readonly onProgress?: (share: number, stage: string) => void;
}

export interface Verification {
  readonly certificate: IbsiCertificate;
  readonly counts: readonly IbsiCount[];
}

/** Verifies this installation against IBSI's reference values, without a library. */
export async function verifyIbsi({
  referenceDir,
  out,
  onProgress,
}: VerifyOrder): Promise<Verification> {
  const resourcesDir = fileURLToPath(new URL('../../resources', import.meta.url));
  const certificate = await ibsiCertificate({ resourcesDir, referenceDir, version }, onProgress);
  if (out !== undefined) save(certificate, out);
  return { certificate, counts: ibsiCounts(certificate.values) };
}

function save(certificate: IbsiCertificate, file: string): void {
  const text = /\.csv$/i.test(file)
    ? certificateCsv(certificate)
    : `${JSON.stringify(certificate, null, 2)}\n`;
  try {
    writeWhole(file, Buffer.from(text));
  } catch (cause) {
    throw writeFailed(file, cause);
  }
}
