import { datasetFromKeywords, type DicomDataset } from './part10.ts';

/**
 * What happens to the elements of a data set: the Basic Application Level Confidentiality Profile
 * of PS3.15 table E.1-1 with the options Retain Longitudinal Temporal Information with Modified
 * Dates and Retain Patient Characteristics.
 *
 * Where the profile lists what to remove, this removes by kind: free text goes unless it is listed
 * as safe, every name is emptied, every date moved, every UID of an object replaced. An element
 * that a later edition adds is thus treated well without being known.
 */

/** Kinds of value that people can type anything into, and values of unknown kind. */
export const textVrs: ReadonlySet<string> = new Set([
  'LO',
  'SH',
  'ST',
  'LT',
  'UT',
  'UC',
  'UR',
  'AE',
  'UN',
]);

/** Text that machines write, and the parts of codes. */
export const keptText: ReadonlySet<string> = new Set([
  '00080070', // Manufacturer
  '00081090', // Manufacturer's Model Name
  '00080100', // Code Value
  '00080102', // Coding Scheme Designator
  '00080103', // Coding Scheme Version
  '00080104', // Code Meaning
  '00181020', // Software Versions
  '00181210', // Convolution Kernel
  '00281054', // Rescale Type
  '00209421', // Dimension Description Label
  '00620005', // Segment Label
  '00620009', // Segment Algorithm Name
  '00620020', // Tracking ID
]);

/** Required to be present, so emptied instead of removed. */
export const emptiedTags: ReadonlySet<string> = new Set([
  '00080050', // Accession Number
  '00100030', // Patient's Birth Date
  '00200010', // Study ID
]);

/** Copies of what was removed, or seals that the changes break. */
export const removedTags: ReadonlySet<string> = new Set([
  '00101002', // Other Patient IDs Sequence
  '00400275', // Request Attributes Sequence
  '00420011', // Encapsulated Document
  '00880200', // Icon Image Sequence
  '04000500', // Encrypted Attributes Sequence
  '04000561', // Original Attributes Sequence
  'FFFAFFFA', // Digital Signatures Sequence
]);

/** UIDs of DICOM itself: classes, transfer syntaxes, well-known instances. */
export const standardUids = /^1\.2\.840\.10008\./;

/**
 * Private groups (odd), curves (50xx) and overlays (60xx), which can hold writing, and directories
 * (0004), whose file names can hold patients' numbers.
 */
export function isClearedGroup(tag: string): boolean {
  const group = Number.parseInt(tag.slice(0, 4), 16);
  return (
    group % 2 === 1 || group === 4 || (group & 0xff00) === 0x5000 || (group & 0xff00) === 0x6000
  );
}

/** Says in the data set itself what was done. */
export function profileCodes(): DicomDataset {
  const code = (CodeValue: string, CodeMeaning: string) => ({
    CodeValue,
    CodingSchemeDesignator: 'DCM',
    CodeMeaning,
  });
  return datasetFromKeywords({
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'Nodewise, PS3.15 Basic Profile by element kind',
    DeidentificationMethodCodeSequence: [
      code('113100', 'Basic Application Confidentiality Profile'),
      code('113107', 'Retain Longitudinal Temporal Information Modified Dates Option'),
      code('113108', 'Retain Patient Characteristics Option'),
    ],
    LongitudinalTemporalInformationModified: 'MODIFIED',
  });
}
