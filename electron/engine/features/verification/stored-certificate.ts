import { ibsiCertificate, type IbsiCertificate } from '#contract/procedures/verification.ts';
import type { Store } from '#engine/store/store.ts';

/** The last certificate of the library; undefined until one was made. */
export function storedCertificate({ settings }: Store): IbsiCertificate | undefined {
  const text = settings.get('ibsi-certificate');
  return text === undefined ? undefined : ibsiCertificate.parse(JSON.parse(text));
}

export function storeCertificate({ settings }: Store, certificate: IbsiCertificate): void {
  settings.set('ibsi-certificate', JSON.stringify(certificate));
}
