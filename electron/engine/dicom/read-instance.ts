import type { DataSet } from 'dicom-parser';
import type { ByteSource } from './byte-source.ts';
import { characterSet, items, number, personName, string, strings, text } from './elements.ts';
import { readEncapsulated } from './encapsulated.ts';
import { readFrameFacts } from './frame-facts.ts';
import { readIdentity } from './identity.ts';
import type { AcquisitionFacts, Instance, PatientFacts, PixelSource } from './instance.ts';
import { readPadding } from './pixel-padding.ts';
import { type Header, parseHeader } from './parse-header.ts';
import { frameBytes, readPixelSource } from './pixel-format.ts';
import { RefusalError } from './refusal.ts';
import { transferSyntaxes } from './transfer-syntax.ts';

const mediaDirectoryClass = '1.2.840.10008.1.3.10';
const ctClasses: readonly string[] = [
  '1.2.840.10008.5.1.4.1.1.2',
  '1.2.840.10008.5.1.4.1.1.2.1',
  '1.2.840.10008.5.1.4.1.1.2.2',
];

/** Reads what a CT file says about itself. @throws RefusalError when it is no usable CT image. */
export async function readInstance(source: ByteSource, path: string): Promise<Instance> {
  const header = await parseHeader(source);
  const { dataSet } = header;
  requireCt(dataSet);
  const pixels = readPixelSource(header, path);
  await requireComplete(source, header, pixels);
  const frames = readFrameFacts(dataSet, pixels.frameCount);
  const terms = characterSet(dataSet);
  return {
    path,
    bytes: source.size,
    identity: readIdentity(dataSet, path),
    frameOfReferenceUid: string(dataSet, 'x00200052'),
    studyDate: string(dataSet, 'x00080020'),
    seriesDescription: text(dataSet, 'x0008103e', terms),
    seriesNumber: number(dataSet, 'x00200011'),
    acquisitionNumber: number(dataSet, 'x00200012'),
    instanceNumber: number(dataSet, 'x00200013'),
    pixels,
    padding: readPadding(dataSet, pixels.format),
    frames,
    patient: patientFacts(dataSet, terms),
    acquisition: acquisitionFacts(dataSet, terms, pixels.transferSyntaxUid),
  };
}

function requireCt(dataSet: DataSet): void {
  const stored = string(dataSet, 'x00020002');
  if (stored === mediaDirectoryClass || dataSet.elements['x00041220']) {
    throw new RefusalError('dicomdir');
  }
  const sopClassUid = string(dataSet, 'x00080016') ?? stored ?? '';
  const modality = string(dataSet, 'x00080060') ?? (ctClasses.includes(sopClassUid) ? 'CT' : '');
  if (modality !== 'CT') throw new RefusalError('not-ct', { modality });
  const imageType = strings(dataSet, 'x00080008').map((value) => value.toUpperCase());
  // Scanners write LOCALIZER; some archives rewrite it as SCOUT.
  if (imageType.includes('LOCALIZER') || imageType.includes('SCOUT')) {
    throw new RefusalError('localizer');
  }
}

/** A cut file must be found now, not when its slice is needed. */
async function requireComplete(
  source: ByteSource,
  { inflated }: Header,
  { offset, length, format, frameCount }: PixelSource,
): Promise<void> {
  if (length === null) {
    const { fragments } = await readEncapsulated(source, offset);
    if (fragments.length >= frameCount) return;
    throw new RefusalError('truncated', { frames: frameCount, fragments: fragments.length });
  }
  const expected = frameBytes(format) * frameCount;
  const present = Math.min(length, (inflated?.length ?? source.size) - offset);
  if (present < expected) throw new RefusalError('truncated', { bytes: present, expected });
}

function patientFacts(dataSet: DataSet, terms: readonly string[]): PatientFacts {
  return {
    id: text(dataSet, 'x00100020', terms) ?? '',
    issuer: text(dataSet, 'x00100021', terms) ?? '',
    name: personName(dataSet, 'x00100010', terms) ?? '',
    birthDate: string(dataSet, 'x00100030'),
    sex: string(dataSet, 'x00100040'),
    ageYears: ageYears(string(dataSet, 'x00101010')),
  };
}

/** Years from an age string such as 052Y or 018M (PS3.5 VR AS). */
function ageYears(age: string | undefined): number | undefined {
  const [, digits, unit] = /^(\d{1,3})([DWMY])$/.exec(age ?? '') ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const perYear = { D: 365.25, W: 52.18, M: 12, Y: 1 }[unit] ?? 1;
  return Math.floor(Number(digits) / perYear);
}

function acquisitionFacts(
  dataSet: DataSet,
  terms: readonly string[],
  transferSyntaxUid: string,
): AcquisitionFacts {
  const shared = items(dataSet, 'x52009229');
  const inMacro = (macro: string) => shared.flatMap((group) => items(group, macro));
  const exposure = [dataSet, ...inMacro('x00189325')];
  const reconstruction = [dataSet, ...inMacro('x00189314')];
  const transformation = [dataSet, ...inMacro('x00289145')];
  const kernels = reconstruction.map((place) => text(place, 'x00181210', terms));
  return {
    manufacturer: text(dataSet, 'x00080070', terms),
    model: text(dataSet, 'x00081090', terms),
    kvp: exposure.map((place) => number(place, 'x00180060')).find((kvp) => kvp !== undefined),
    kernel: kernels.find((kernel) => kernel !== undefined)?.replaceAll('\\', ' '),
    ...contrast(dataSet, terms),
    lossy: isLossy(string(dataSet, 'x00282110'), transferSyntaxUid),
    rescaleType: transformation
      .map((place) => string(place, 'x00281054'))
      .find((type) => type !== undefined),
    recordedTiltDegrees: number(dataSet, 'x00181120') ?? 0,
  };
}

/** The flag wins where it can; a syntax that may lose detail counts as lossy unless it says no. */
function isLossy(flag: string | undefined, transferSyntaxUid: string): boolean {
  const syntax = transferSyntaxes.get(transferSyntaxUid)?.lossy ?? 'never';
  return flag === '01' || syntax === 'always' || (syntax === 'maybe' && flag !== '00');
}

const noAgent = /^(none|no|n|without|without contrast|nativ|native|0)$/i;

function contrast(dataSet: DataSet, terms: readonly string[]) {
  const agent =
    text(dataSet, 'x00180010', terms) ??
    items(dataSet, 'x00180012')
      .map((item) => text(item, 'x00080104', terms))
      .find((meaning) => meaning !== undefined);
  const given = agent !== undefined && !noAgent.test(agent);
  // An absent element says nothing: sites often leave it out with contrast given.
  const answer = agent === undefined ? 'unknown' : given ? 'yes' : 'no';
  return { contrast: answer, contrastAgent: given ? agent : undefined } as const;
}
