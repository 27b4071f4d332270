import type { ErrorCode, ErrorDetails, WireError } from './errors.ts';
import type { Flag, FlagCode, RefusalCode } from './flags.ts';
import type { QualityFlag } from './procedures/risk.ts';

/**
 * One sentence per code: what happened, where, what to do. The tables are complete by type, so a
 * new code without its sentence does not compile. Window and terminal say the same words.
 */
const errorSentences: { readonly [C in ErrorCode]: (details: ErrorDetails[C]) => string } = {
  'invalid-input': ({ issues }) =>
    `Please check: ${issues.map((i) => `${i.path || 'input'} (${i.message})`).join('; ')}.`,
  'sign-in-required': () => 'Sign in first.',
  'wrong-passcode': () => 'This passcode is not right. Try again.',
  'not-allowed': ({ procedure, role }) =>
    `The role ${role} may not use "${procedure}". Sign in as somebody whose role includes it.`,
  'not-found': ({ what, id }) => {
    if (what === 'folder')
      return `There is no folder "${id}" on this machine, or it may not be read.`;
    if (what === 'features')
      return `No features are stored of ${id}. Extract them first, or choose others.`;
    return `There is no ${thingNames[what] ?? what} "${id}" in this library.`;
  },
  'nothing-to-import': ({ files }) =>
    files === 0
      ? 'The folder holds no files. Choose the folder with the DICOM files of the CT.'
      : `None of the ${files} files is a CT slice. The report lists why.`,
  'table-unreadable': ({ file, line, reason }) =>
    `${quoted(file, 'The table')} cannot be read at line ${line}: ${reason}. Nothing was changed.`,
  'feature-table-unreadable': ({ file, reason }) =>
    `"${file}" cannot be read as a table of features: ${reason}.`,
  'scores-unreadable': ({ file, line, reason }) =>
    `"${file}" cannot be read as a table of scores${line === null ? '' : `, line ${line}`}: ${reason}.`,
  'fit-impossible': ({ reason }) => `The model cannot be fitted: ${reason}. Nothing was stored.`,
  'study-unreadable': ({ folder, reason }) =>
    `"${folder}" cannot be read as an exported study: ${reason}.`,
  'nothing-to-show': ({ name, reason }) => `There is no ${name} of this study: ${reason}.`,
  'tables-disjoint': ({ what }) =>
    `The two tables have no ${what} in common, so there is nothing to compare. ${what === 'case' ? 'Cases' : 'Features'} are matched by their exact names.`,
  'mask-empty': () => 'The mask has no voxels. Draw the tumour first.',
  'mask-vanishes': ({ spacingMm }) =>
    `No voxel of the mask is left on a grid of ${spacingMm} mm. Draw the tumour as large as it is.`,
  'mask-missing': () => 'This case has no mask yet. Segment or draw the tumour first.',
  'mask-outside': () => 'The mask lies outside the image. Reopen the case and draw it again.',
  'image-unreadable': ({ file, reason }) => `"${file}" cannot be read: ${reason}.`,
  'image-not-3d': ({ file, sizes }) =>
    `One three-dimensional image is needed; ${quoted(file, 'this one')} has ${sizes.length} dimensions (${sizes.join(' × ')}). Save the one image that is meant as a file of its own.`,
  'image-spacing': ({ file, axis, spacingMm }) =>
    `The spacing of ${quoted(file, 'the image')} along ${axis} is ${spacingMm} mm. It must be a number above 0; correct the file's header.`,
  'series-not-unique': ({ file, series }) =>
    series === 0
      ? `"${file}" holds no CT series. A NIfTI or NRRD image is named by its file, not by its folder.`
      : `"${file}" holds ${series} CT series. Name a folder with one of them.`,
  'series-unsound': ({ file, problems }) =>
    `The series in "${file}" is not one even grid of Hounsfield units: ${problems.join('; ')}. A mask would fall on the wrong slices or values would be wrong; complete or correct the series first.`,
  'voxels-not-finite': ({ what, count, first }) =>
    `${count} voxels of the ${what} are not numbers, the first at index (${first.join(', ')}). Nothing was computed.`,
  'geometry-differs': ({ differences }) =>
    `Image and mask do not lie on the same grid: ${differences.map(describeDifference).join('; ')}. Resample one of them first; there is no tolerance to widen.`,
  'frame-of-reference-differs': ({ mask }) =>
    `The Frame of Reference UID of "${mask}" is not that of the image: it was drawn on another scan, whose coordinates mean other places. Choose the mask of this series.`,
  'mask-not-labels': ({ file, value }) =>
    `"${file}" holds the value ${value}, which is no label: labels are whole numbers, 0 outside. Threshold the map, or name the mask and not the image.`,
  'region-empty': ({ region }) => `The mask has no voxels in ${region}.`,
  'region-outside': ({ region, outside, of }) =>
    `${region} lies outside the image (${outside} of ${of} parts). It may belong to another image.`,
  'region-not-chosen': ({ regions }) =>
    `The mask holds several regions: ${listed(regions)}. Choose one by its label or name.`,
  'region-unknown': ({ asked, regions }) =>
    `The mask has no region ${asked}. It holds: ${listed(regions) || 'none'}.`,
  'features-undefined': ({ reason }) =>
    `The features of this region are not defined: ${reason}. Nothing was written.`,
  'preset-unknown': ({ name, known }) =>
    `There is no preset "${name}". Known: ${known.join(', ')}; or name a .json or .yaml file.`,
  'image-unknown': ({ name, known }) =>
    `The preset has no image "${name}". It has: ${known.join(', ')}.`,
  'settings-unsupported': ({ settings }) =>
    `These settings cannot be honoured: ${settings.map((s) => `${s.name} (${s.reason})`).join('; ')}. Nothing was computed.`,
  'set-too-small': ({ set, n, positives, needed }) =>
    `The ${set} set has ${n} cases, ${positives} of them pN+; it needs at least ${needed} of each class. Bring in more cases with pN, hospital and a mask; in a cohort, relax its rules or its matching.`,
  'test-set-touched': ({ cases, step, first }) =>
    `${cases === 1 ? 'A patient' : `${cases} patients`} of a test set would have reached the ${step}${first === undefined ? '' : ` (${first})`}. What a test set has decided about, it can no longer judge. Nothing was computed.`,
  'test-hospital': ({ hospital, cohort, step }) =>
    `The patients of hospital ${hospital} are a test set of the locked cohort "${cohort}", whose results may have been seen; they may not reach the ${step} of another one. Leave the hospital out, or keep it a test set. Nothing was changed.`,
  'learned-hospital': ({ hospital, cohort }) =>
    `The locked cohort "${cohort}" learns from the patients of hospital ${hospital}; as a test set they would judge what they have taught. Leave the hospital out, or let it learn here too. Nothing was changed.`,
  'nothing-to-redo': ({ direction }) => `There is nothing to ${direction}.`,
  'plan-unreadable': ({ file, reason }) =>
    `"${file}" cannot be read as the plan of a cohort: ${reason}. Nothing was changed.`,
  'cohort-locked': ({ name }) =>
    `The cohort "${name}" is locked, so that its results stay what they are. Copy it as a new cohort and change the copy.`,
  'cohort-not-locked': ({ name }) =>
    `Lock the cohort "${name}" first, so that its sets stay as they are.`,
  'weights-unreadable': ({ file, reason }) =>
    `"${file}" cannot be read as weights: ${reason}. Nothing was stored.`,
  'weights-unfit': ({ name, network }) =>
    `No tensor of "${name}" fits ${network} by name and shape. Choose other weights, or the network that they belong to.`,
  'device-unavailable': ({ device, reason }) =>
    `The device "${device}" cannot be used here: ${reason} Choose another one.`,
  'cases-unusable': ({ cases }) =>
    `${cases.length === 1 ? 'A case' : `${cases.length} cases`} cannot be used as they are. ${cases
      .slice(0, shownCases)
      .map(({ code, problem }) => `${code}: ${problem}`)
      .join(
        ' ',
      )}${cases.length > shownCases ? ` And ${cases.length - shownCases} more.` : ''} An experiment keeps the masks that it began with: correct them, then create it again.`,
  'training-out-of-memory': ({ batch, inputSize, width, normalisation }) =>
    `The machine's memory did not suffice for a batch of ${batch} at ${inputSize}³ and width ${width}. ${normalisation === 'batch' ? 'Choose "two-pass" or "frozen" normalisation, which take one patient at a time; or a smaller batch' : 'Choose a smaller input'}, or a narrower network. What was learned up to the last whole epoch is kept.`,
  'training-diverged': ({ epoch, learningRate }) =>
    `The loss became infinite in epoch ${epoch + 1}. Choose a learning rate below ${learningRate}. What was learned before is kept.`,
  'run-not-startable': ({ state }) => `This run is ${state} and cannot be started.`,
  'run-not-done': ({ state }) => `This run is ${state}; only a run that is done can be used here.`,
  'model-unfit': ({ reason }) =>
    `This network cannot be used by the Risk station: ${reason}. It was not added.`,
  'segmenter-unusable': ({ file, reason }) =>
    `"${file}" cannot be used as a segmentation model: ${reason}. Nothing was stored.`,
  'segmenter-name-taken': ({ name }) =>
    `The library has another segmentation model named "${name}". Give this one another name in its card.`,
  'segmenter-failed': ({ name, reason }) =>
    `The model "${name}" could not outline the case: ${reason}. Its masks were not changed, and no other method was used instead.`,
  'segmenter-found-nothing': ({ name }) =>
    `The model "${name}" found no tumour in the case. Its masks were not changed; click the tumour, draw it, or choose another initial mask in the settings.`,
  'draft-conflict': () =>
    'This draft was changed in another window. It was read again; your last edit is not in it.',
  'edit-malformed': () => 'The edit could not be read and was not stored. Undo it and try again.',
  'library-locked': () =>
    'This library is open in another Nodewise. Close that one, or choose another library.',
  'library-damaged': ({ check }) =>
    `The library's database failed its check (${check}). Restore the newest backup from its backups folder.`,
  'library-too-new': ({ found, known }) =>
    `This library was written by a newer Nodewise (schema ${found}, this one knows ${known}). Update the program; nothing was changed.`,
  'library-not-empty': ({ cases }) =>
    `The library already holds ${cases} cases. Use an empty one for the demo study.`,
  'disk-full': ({ neededMb }) =>
    `The disk is full: about ${neededMb} MB are needed. Free some space and run it again; what was imported stays.`,
  'write-failed': ({ what }) => `${what} could not be written. Check the folder's permissions.`,
  'folder-taken': ({ folder }) => `"${folder}" holds other or changed files. Choose a new folder.`,
  'audit-broken': ({ entry }) => `The audit log does not match its hashes from entry ${entry} on.`,
  'job-cancelled': () => 'Cancelled. What was finished before stays.',
  'worker-lost': ({ task }) =>
    `The calculation "${task}" stopped unexpectedly, perhaps for lack of memory. Run it again.`,
  'engine-lost': () => 'The engine stopped and is being restarted. Your edits are kept here.',
  internal: ({ logId }) => `Something failed that should not. Quote ${logId} when you report it.`,
};

/** Cases that one sentence names. */
const shownCases = 8;

/** What is called otherwise in words than in code. */
const thingNames: Readonly<Partial<Record<ErrorDetails['not-found']['what'], string>>> = {
  segmenter: 'segmentation model',
  'fitted-model': 'fitted model',
};

const differences = {
  dimensions: { verb: 'differ', unit: ' voxels' },
  spacing: { verb: 'differs', unit: ' mm' },
  origin: { verb: 'differs', unit: ' mm' },
  direction: { verb: 'differs', unit: '' },
};

function describeDifference({
  what,
  image,
  mask,
  by,
}: ErrorDetails['geometry-differs']['differences'][number]): string {
  const { verb, unit } = differences[what];
  const shown = (values: readonly number[]): string =>
    values.map((value) => Number(value.toPrecision(8))).join(', ');
  return `${what} ${verb} by ${Number(by.toPrecision(4))}${unit} (image ${shown(image)}; mask ${shown(mask)})`;
}

function quoted(file: string | undefined, otherwise: string): string {
  return file === undefined ? otherwise : `"${file}"`;
}

/** The first of many; an atlas has hundreds of regions. */
function listed(names: readonly string[]): string {
  const shown = 20;
  const more = names.length - shown;
  return names.slice(0, shown).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** The sentence for an error, with its facts. */
export function describeError(error: WireError): string {
  return sentenceOf(error.code, error.details);
}

function sentenceOf<C extends ErrorCode>(code: C, details: ErrorDetails[C]): string {
  return errorSentences[code](details);
}

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

const qualitySentences: {
  readonly [C in QualityFlag['code']]: (facts: QualityFlag['facts']) => string;
} = {
  'slice-thickness': ({ thicknessMm }) =>
    `Slices are ${thicknessMm} mm thick; the study used at most 2 mm.`,
  'missing-slices': ({ count }) => `${count ?? 'Some'} slices are missing.`,
  'automatic-mask': ({ by }) =>
    `The outline is automatic${by === undefined ? '' : `, by the model "${by}"`}; no reader has corrected it.`,
  'not-sure-mask': () => 'The automatic outline is not sure. Correct it before you use the number.',
  'feature-out-of-range': ({ count, names }) =>
    `${count} of the ten features lie outside the training range: ${names}.`,
  'tumour-cropped': ({ extentMm }) =>
    `The tumour measures ${extentMm} mm and does not fit the network's 96 mm field.`,
  'contrast-unknown': () => 'It is not known whether contrast agent was given.',
  'gantry-tilt': () => 'The gantry was tilted.',
  'synthetic-model': () =>
    'The model was trained on synthetic cases; the number means nothing for a patient.',
};

/** The sentence for an input-quality flag on the risk page. */
export function describeQuality(quality: QualityFlag): string {
  return qualitySentences[quality.code](quality.facts);
}

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
