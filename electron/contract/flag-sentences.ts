import type { Flag, FlagCode, RefusalCode } from './flags.ts';

type Facts = Flag['facts'];

const flagSentences: { readonly [C in FlagCode]: (facts: Facts, slices: string) => string } = {
  'missing-slices': ({ fromMm, toMm, count }, slices) =>
    `${count ?? 'Some'} slices are missing${slices && ` at slices ${slices}`}${span(fromMm, toMm)}. The case can be corrected, but it is outside the study protocol.`,
  'duplicate-instances': ({ count }) =>
    `${count ?? 'Some'} files repeat an image that was already there; the copies were left out.`,
  'conflicting-instances': ({ count }) =>
    `${count ?? 'Some'} files carry the number of another image but show something else; they were left out. Check the source.`,
  'duplicate-positions': ({ count }, slices) =>
    `${count ?? 'Some'} images lie at the position of another one${slices && ` (slices ${slices})`}; the first of each was kept.`,
  'unequal-spacing': ({ minMm, maxMm }, slices) =>
    `The distance between slices varies${span(minMm, maxMm)}${slices && ` at slices ${slices}`}. Volumes are measured with the median distance.`,
  'overlapping-slices': ({ spacingMm, thicknessMm }) =>
    `Slices overlap: ${spacingMm} mm apart, ${thicknessMm} mm thick.`,
  'gaps-between-slices': ({ spacingMm, thicknessMm }) =>
    `Slices of ${thicknessMm} mm lie ${spacingMm} mm apart: what is between them was not imaged.`,
  'gantry-tilt': ({ degrees }) =>
    `The gantry was tilted by ${degrees} degrees. Distances across slices are not exact; the case is outside the study protocol.`,
  oblique: ({ degrees }) => `The slices are ${degrees} degrees off the axial plane.`,
  'not-axial': () => 'The slices are not axial; the study protocol works on axial slices.',
  'mixed-sizes': ({ count }) =>
    `The series mixes ${count ?? 'several'} image sizes; each became a case of its own.`,
  'mixed-orientations': ({ count }) =>
    `The series mixes ${count ?? 'several'} orientations; each became a case of its own.`,
  'thick-slices': ({ thicknessMm }) =>
    `Slices are ${thicknessMm} mm thick, over 2 mm: outside the study protocol.`,
  'unknown-thickness': ({ spacingMm }) =>
    `The files do not tell the slice thickness; the slices lie ${spacingMm} mm apart.`,
  'few-slices': ({ slices }) => `Only ${slices} slices.`,
  'contrast-given': () => 'Contrast agent was given.',
  'contrast-unknown': () => 'The files do not say whether contrast agent was given.',
  'lossy-compression': () =>
    'The images were compressed with loss. Radiomics features may be affected.',
  compressed: ({ syntax }) => `The images were stored compressed (${syntax}) and were decoded.`,
  'mixed-rescale': () => 'Slices have different rescale values; each was converted with its own.',
  'no-rescale': () =>
    'Slices tell no rescale values; their numbers were taken as HU and may be wrong.',
  'not-hounsfield': ({ unit }) =>
    `The pixel values are in ${unit ?? 'another unit'}, not HU: windows and features mean something else.`,
  'missing-identifiers': () =>
    'The files lack identifying numbers; they were grouped by folder and series description.',
  'pixel-padding': ({ value }) =>
    `Pixels outside the field of view hold the padding value ${value}.`,
  'no-clinical-record': () => 'No row of the clinical table belongs to this patient.',
  note: ({ text }) => String(text ?? ''),
};

/** The sentence for a flag; slice numbers are the assembled order, from 1. */
export function describeFlag(flag: Flag): string {
  return flagSentences[flag.code](flag.facts, flag.slices ? sliceRanges(flag.slices) : '');
}

/** Title of a flag for badges and columns. */
export const flagTitles: { readonly [C in FlagCode]: string } = {
  'missing-slices': 'Missing slices',
  'duplicate-instances': 'Duplicate files',
  'conflicting-instances': 'Conflicting files',
  'duplicate-positions': 'Same position twice',
  'unequal-spacing': 'Unequal spacing',
  'overlapping-slices': 'Overlapping slices',
  'gaps-between-slices': 'Gaps between slices',
  'gantry-tilt': 'Gantry tilt',
  oblique: 'Oblique',
  'not-axial': 'Not axial',
  'mixed-sizes': 'Mixed sizes',
  'mixed-orientations': 'Mixed orientations',
  'thick-slices': 'Over 2 mm thick',
  'unknown-thickness': 'Thickness unknown',
  'few-slices': 'Few slices',
  'contrast-given': 'Contrast',
  'contrast-unknown': 'Contrast unknown',
  'lossy-compression': 'Lossy compression',
  compressed: 'Compressed',
  'mixed-rescale': 'Mixed rescale',
  'no-rescale': 'No rescale values',
  'not-hounsfield': 'Not HU',
  'missing-identifiers': 'Identifiers missing',
  'pixel-padding': 'Padding',
  'no-clinical-record': 'No clinical record',
  note: 'Note',
};

/** Why files were refused, for the import report. */
export const refusalSentences: { readonly [C in RefusalCode]: string } = {
  'not-dicom': 'Not a DICOM file.',
  truncated: 'The file ends too early. Copy it again from its source.',
  damaged: 'The file contradicts itself and cannot be read.',
  'no-pixel-data': 'The file holds no image.',
  'not-ct': 'Not a CT image.',
  localizer: 'A localizer (scout) image, not an axial slice.',
  'no-geometry': 'The position or orientation of the slice is missing.',
  'not-grayscale': 'A colour image.',
  'unsupported-compression': 'The compression of the image is not supported.',
  'too-few-slices': 'Too few slices of this series for a volume.',
  'mixed-sizes': 'Another image size than the rest of its series.',
  duplicate: 'A copy of an image that is already there.',
  'already-in-library': 'Already in the library.',
  unreadable: 'The file could not be opened.',
};

/** Slice numbers as ranges: `[3, 4, 5, 9]` is "3-5, 9". */
export function sliceRanges(slices: readonly number[]): string {
  const ranges: string[] = [];
  for (let i = 0; i < slices.length; i++) {
    const first = slices[i];
    while (slices[i + 1] === slices[i] + 1) i++;
    ranges.push(slices[i] === first ? `${first}` : `${first}-${slices[i]}`);
  }
  return ranges.join(', ');
}

function span(from: Facts[string] | undefined, to: Facts[string] | undefined): string {
  return from === undefined || to === undefined ? '' : ` between ${from} and ${to} mm`;
}
