import type { IbsiCertificate } from '#contract/procedures/verification.ts';
import type { TaskControl } from '#engine/jobs/task.ts';
import { ibsiCertificate, type CertificateOrder } from './ibsi-certificate.ts';

/** Verification's work in worker threads. */
export const verificationTasks = {
  'verify-ibsi': (order: CertificateOrder, { report }: TaskControl): Promise<IbsiCertificate> =>
    ibsiCertificate(order, report),
};

export type VerificationTasks = typeof verificationTasks;
