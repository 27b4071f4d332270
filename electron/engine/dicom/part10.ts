import { data, log } from 'dcmjs';
import { TransferSyntax } from './transfer-syntax.ts';

// The library tells oddities of files to the console, sometimes with their values.
log.setLevel('silent');
log.getLogger('validation.dcmjs').setLevel('silent');

/** One element as in the DICOM JSON model; sequences hold data sets, binary elements buffers. */
export interface DicomElement {
  vr: string;
  Value?: unknown[];
}

/** Elements by tag, eight upper-case hexadecimal digits. */
export type DicomDataset = Record<string, DicomElement>;

/** Elements by keyword, sequences as arrays of such objects; VRs come from the data dictionary. */
export type KeywordDataset = Readonly<Record<string, unknown>>;

export interface FileMeta {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid?: string;
}

/** Names this program as the writer of a file. */
const implementationClassUid = '2.25.78124458993445675909841947168382912480';

export function datasetFromKeywords(keywords: KeywordDataset): DicomDataset {
  return data.DicomMetaDictionary.denaturalizeDataset(keywords);
}

/**
 * A DICOM file with preamble and meta header. Text is written as UTF-8, so the data set must say
 * ISO_IR 192 unless it is plain ASCII.
 */
export function writePart10(dataset: DicomDataset, meta: FileMeta): Uint8Array {
  const { sopClassUid, sopInstanceUid } = meta;
  const transferSyntaxUid = meta.transferSyntaxUid ?? TransferSyntax.explicitLittle;
  const file = new data.DicomDict({
    '00020001': { vr: 'OB', Value: [Uint8Array.of(0, 1).buffer] },
    '00020002': { vr: 'UI', Value: [sopClassUid] },
    '00020003': { vr: 'UI', Value: [sopInstanceUid] },
    '00020010': { vr: 'UI', Value: [transferSyntaxUid] },
    '00020012': { vr: 'UI', Value: [implementationClassUid] },
    '00020013': { vr: 'SH', Value: ['NODEWISE'] },
  });
  file.dict = inTagOrder(dataset);
  return new Uint8Array(file.write({ fragmentMultiframe: false }));
}

/** Reads every element of a whole, intact file. */
export function readPart10(file: Uint8Array): DicomDataset {
  const buffer = Uint8Array.from(file).buffer;
  return data.DicomMessage.readFile(buffer).dict;
}

function inTagOrder(dataset: DicomDataset): DicomDataset {
  const tags = Object.keys(dataset).sort();
  return Object.fromEntries(tags.map((tag) => [tag, dataset[tag]]));
}

/** A number as a decimal string: at most 16 characters, as exact as they allow. */
export function decimalString(value: number): string {
  const short = String(value);
  if (short.length <= 16) return short;
  for (let digits = 15; digits > 0; digits--) {
    const text = String(Number(value.toPrecision(digits)));
    if (text.length <= 16) return text;
  }
  throw new RangeError(`no decimal string of 16 characters holds ${value}`);
}
