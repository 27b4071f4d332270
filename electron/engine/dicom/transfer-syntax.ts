/** Transfer syntaxes the reader must tell apart by more than a codec (PS3.5 annex A). */
export const TransferSyntax = {
  implicitLittle: '1.2.840.10008.1.2',
  explicitLittle: '1.2.840.10008.1.2.1',
  deflated: '1.2.840.10008.1.2.1.99',
  explicitBig: '1.2.840.10008.1.2.2',
} as const;

export type CodecName = 'rle' | 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k' | 'jpeg-xl';

export interface SyntaxFacts {
  readonly name: string;
  /** `null` for native pixels. */
  readonly codec: CodecName | null;
  /** Whether this syntax loses detail always, never, or as its encoder chose. */
  readonly lossy: 'always' | 'never' | 'maybe';
}

/** Every transfer syntax whose pixels can be decoded. */
export const transferSyntaxes: ReadonlyMap<string, SyntaxFacts> = new Map([
  syntax('1.2.840.10008.1.2', 'Implicit VR Little Endian', null, 'never'),
  syntax('1.2.840.10008.1.2.1', 'Explicit VR Little Endian', null, 'never'),
  syntax('1.2.840.10008.1.2.1.99', 'Deflated Explicit VR Little Endian', null, 'never'),
  syntax('1.2.840.10008.1.2.2', 'Explicit VR Big Endian', null, 'never'),
  syntax('1.2.840.10008.1.2.5', 'RLE Lossless', 'rle', 'never'),
  syntax('1.2.840.10008.1.2.4.50', 'JPEG Baseline', 'jpeg', 'always'),
  syntax('1.2.840.10008.1.2.4.51', 'JPEG Extended', 'jpeg', 'always'),
  syntax('1.2.840.10008.1.2.4.53', 'JPEG Spectral Selection', 'jpeg', 'always'),
  syntax('1.2.840.10008.1.2.4.55', 'JPEG Full Progression', 'jpeg', 'always'),
  syntax('1.2.840.10008.1.2.4.57', 'JPEG Lossless', 'jpeg', 'never'),
  syntax('1.2.840.10008.1.2.4.70', 'JPEG Lossless SV1', 'jpeg', 'never'),
  syntax('1.2.840.10008.1.2.4.80', 'JPEG-LS Lossless', 'jpeg-ls', 'never'),
  syntax('1.2.840.10008.1.2.4.81', 'JPEG-LS Near-lossless', 'jpeg-ls', 'maybe'),
  syntax('1.2.840.10008.1.2.4.90', 'JPEG 2000 Lossless', 'jpeg-2000', 'never'),
  syntax('1.2.840.10008.1.2.4.91', 'JPEG 2000', 'jpeg-2000', 'maybe'),
  syntax('1.2.840.10008.1.2.4.110', 'JPEG XL Lossless', 'jpeg-xl', 'never'),
  syntax('1.2.840.10008.1.2.4.112', 'JPEG XL', 'jpeg-xl', 'maybe'),
  syntax('1.2.840.10008.1.2.4.201', 'HTJ2K Lossless', 'htj2k', 'never'),
  syntax('1.2.840.10008.1.2.4.202', 'HTJ2K Lossless RPCL', 'htj2k', 'never'),
  syntax('1.2.840.10008.1.2.4.203', 'HTJ2K', 'htj2k', 'maybe'),
]);

function syntax(
  uid: string,
  name: string,
  codec: CodecName | null,
  lossy: SyntaxFacts['lossy'],
): [string, SyntaxFacts] {
  return [uid, { name, codec, lossy }];
}
