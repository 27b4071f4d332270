import { ibsiCertificate, type IbsiCertificate } from '#contract/procedures/verification.ts';
import type { Store } from '#engine/store/store.ts';

/**
 * The last certificate of the library; undefined until one was made, and for one that another
 * version wrote in a form of its own: it is made anew with a press of the button.
 */
export function storedCertificate({ settings }: Store): IbsiCertificate | undefined {
  const text = settings.get('ibsi-certificate');
  return text === undefined ? undefined : ibsiCertificate.safeParse(JSON.parse(text)).data;
}

export function storeCertificate({ settings }: Store, certificate: IbsiCertificate): void {
  settings.set('ibsi-certificate', JSON.stringify(certificate));
}
