import type { IbsiCertificate, IbsiPart } from './procedures/verification.ts';

/** What window and terminal call the parts of IBSI. */
export const partWords: { readonly [P in IbsiPart]: string } = {
  'ibsi1-digital': 'Digital phantom',
  'ibsi1-ct': 'CT phantom',
  'ibsi2-maps': 'Response maps',
  'ibsi2-values': 'Filtered CT phantom',
};

/** Why a part was left out. */
export function absentSentence({ missing }: IbsiCertificate['absent'][number]): string {
  return missing === null
    ? 'Left out: no folder with reference data is known.'
    : `Left out: the reference folder has no ${missing}.`;
}
