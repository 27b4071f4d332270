/** Decoders of single-byte and self-contained sets by Specific Character Set term (PS3.3 C.12.1.1.2). */
const decoders: ReadonlyMap<string, string> = new Map([
  ['6', 'windows-1252'],
  ['13', 'shift_jis'],
  ['100', 'windows-1252'],
  ['101', 'iso-8859-2'],
  ['109', 'iso-8859-3'],
  ['110', 'iso-8859-4'],
  ['144', 'iso-8859-5'],
  ['127', 'iso-8859-6'],
  ['126', 'iso-8859-7'],
  ['138', 'iso-8859-8'],
  ['148', 'windows-1254'],
  ['166', 'windows-874'],
  ['203', 'iso-8859-15'],
  ['149', 'euc-kr'],
  ['58', 'gb18030'],
]);

const wholeSets: ReadonlyMap<string, string> = new Map([
  ['ISO_IR 192', 'utf-8'],
  ['GB18030', 'gb18030'],
  ['GBK', 'gbk'],
]);

type ByteMap = (bytes: Uint8Array) => Uint8Array;

interface Escape {
  readonly sequence: readonly number[];
  readonly decoder: string;
  /** Moves 7-bit double bytes to where the decoder expects them. */
  readonly map?: ByteMap;
}

const raise: ByteMap = (bytes) => bytes.map((byte) => (byte > 0x20 ? byte | 0x80 : byte));

/** JIS X 0212 is reached in EUC-JP behind a 0x8F before every pair. */
const raiseSupplementary: ByteMap = (bytes) => {
  const out: number[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    out.push(0x8f, (bytes[i] ?? 0) | 0x80, (bytes[i + 1] ?? 0) | 0x80);
  }
  return Uint8Array.from(out);
};

/** ISO 2022 escape sequences of DICOM (PS3.3 tables C.12-3 and C.12-4), without the ESC byte. */
const escapes: readonly Escape[] = [
  escape('$)C', 'euc-kr'),
  escape('$)A', 'gb18030'),
  escape('$(D', 'euc-jp', raiseSupplementary),
  escape('$B', 'euc-jp', raise),
  escape('(B', 'windows-1252'),
  escape('(J', 'shift_jis'),
  escape(')I', 'shift_jis'),
  escape('-A', 'windows-1252'),
  escape('-B', 'iso-8859-2'),
  escape('-C', 'iso-8859-3'),
  escape('-D', 'iso-8859-4'),
  escape('-L', 'iso-8859-5'),
  escape('-G', 'iso-8859-6'),
  escape('-F', 'iso-8859-7'),
  escape('-H', 'iso-8859-8'),
  escape('-M', 'windows-1254'),
  escape('-T', 'windows-874'),
  escape('-b', 'iso-8859-15'),
];

const escByte = 0x1b;

/**
 * Decodes the bytes of a text element.
 *
 * @param terms Values of Specific Character Set (0008,0005); may be empty.
 */
export function decodeText(bytes: Uint8Array, terms: readonly string[]): string {
  const first = terms[0]?.trim() ?? '';
  const whole = wholeSets.get(first);
  if (whole !== undefined) return new TextDecoder(whole).decode(bytes);
  if (!bytes.includes(escByte)) return decodePlain(bytes, first);

  let text = '';
  let start = 0;
  let current: Escape = { sequence: [], decoder: decoderOf(first) };
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== escByte) continue;
    text += decodeSegment(bytes.subarray(start, i), current);
    const next = escapes.find(({ sequence }) => sequence.every((b, n) => bytes[i + 1 + n] === b));
    start = i + 1 + (next?.sequence.length ?? 0);
    current = next ?? current;
  }
  return text + decodeSegment(bytes.subarray(start), current);
}

/** Text without escapes: the declared set or, where none is declared, UTF-8 if the bytes are. */
function decodePlain(bytes: Uint8Array, term: string): string {
  if (term === '') {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      return new TextDecoder('windows-1252').decode(bytes);
    }
  }
  return new TextDecoder(decoderOf(term)).decode(bytes);
}

function decodeSegment(bytes: Uint8Array, { decoder, map }: Escape): string {
  return new TextDecoder(decoder).decode(map ? map(bytes) : bytes);
}

/** `ISO_IR 100` and `ISO 2022 IR 100` name the same set; so do common misspellings. */
function decoderOf(term: string): string {
  const number = /(\d+)$/.exec(term)?.[1] ?? '';
  return decoders.get(number) ?? 'windows-1252';
}

function escape(letters: string, decoder: string, map?: ByteMap): Escape {
  const sequence = [...letters].map((letter) => letter.charCodeAt(0));
  return { sequence, decoder, ...(map && { map }) };
}
