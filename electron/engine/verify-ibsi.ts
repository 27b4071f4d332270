import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { AppError } from '#contract/errors.ts';
import { ibsiCertificate, type IbsiCertificate } from './features/ibsi-certificate.ts';
import { ibsiCounts, type IbsiCount } from './features/ibsi-counts.ts';
import { version } from './version.ts';

export interface VerifyOrder {
  /** Folder with `data/ibsi` and `data/ct/ibsi-phantom`, for what is too large for the project. */
  readonly referenceDir: string | undefined;
  /** File to save the certificate to, as JSON. */
  readonly out: string | undefined;
}

export interface Verification {
  readonly certificate: IbsiCertificate;
  readonly counts: readonly IbsiCount[];
}

/** Verifies this installation against IBSI's reference values, without a library. */
export async function verifyIbsi({ referenceDir, out }: VerifyOrder): Promise<Verification> {
  const resourcesDir = fileURLToPath(new URL('../../resources', import.meta.url));
  const certificate = await ibsiCertificate({ resourcesDir, referenceDir, version });
  if (out !== undefined) await save(certificate, out);
  return { certificate, counts: ibsiCounts(certificate.values) };
}

async function save(certificate: IbsiCertificate, file: string): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(certificate, null, 2)}\n`);
  } catch (cause) {
    throw new AppError('write-failed', { what: file }, { cause });
  }
}
