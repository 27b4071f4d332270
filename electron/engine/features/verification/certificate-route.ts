import { AppError } from '#contract/errors.ts';
import { bytesReply, type BulkRoute } from '#engine/rpc/bulk.ts';
import type { Store } from '#engine/store/store.ts';
import type { IbsiCertificate } from '#contract/procedures/verification.ts';
import { certificateCsv } from './certificate-csv.ts';
import { storedCertificate } from './stored-certificate.ts';

const formats: Readonly<
  Record<string, { type: string; write: (certificate: IbsiCertificate) => string }>
> = {
  json: {
    type: 'application/json',
    write: (certificate) => `${JSON.stringify(certificate, null, 2)}\n`,
  },
  csv: { type: 'text/csv; charset=utf-8', write: certificateCsv },
};

/** The last certificate as a file, for everybody who is signed in. */
export function certificateRoute(store: Store): BulkRoute {
  return {
    method: 'GET',
    path: /^\/data\/ibsi-certificate\.(json|csv)$/,
    maxBody: 0,
    handle: async ({ groups: [format] }) => {
      const certificate = storedCertificate(store);
      if (!certificate) throw new AppError('not-found', { what: 'certificate', id: 'IBSI' });
      const { type, write } = formats[format];
      return bytesReply(new TextEncoder().encode(write(certificate)), type, {
        'content-disposition': `attachment; filename="nodewise-ibsi-certificate.${format}"`,
      });
    },
  };
}
