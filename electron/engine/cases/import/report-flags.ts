import type { Flag, FlagCode, RefusalCode } from '#contract/flags.ts';
import type { Refusal, RefusalCode as DicomRefusal } from '#engine/dicom/refusal.ts';
import type {
  Flag as DicomFlag,
  FlagCode as DicomFlagCode,
  SeriesDraft,
} from '#engine/dicom/series.ts';
import { transferSyntaxes } from '#engine/dicom/transfer-syntax.ts';

/** The contract's code of each finding, and what the reader's facts are called there. */
const flagCodes: {
  readonly [C in DicomFlagCode]: readonly [
    code: FlagCode,
    names?: Readonly<Record<string, string>>,
  ];
} = {
  'duplicate-instance': ['duplicate-instances', { files: 'count' }],
  'conflicting-instance': ['conflicting-instances', { files: 'count' }],
  'duplicate-position': ['duplicate-positions', { dropped: 'count' }],
  'missing-slices': ['missing-slices', { missing: 'count' }],
  'unequal-spacing': ['unequal-spacing', { smallestMm: 'minMm', largestMm: 'maxMm' }],
  'gantry-tilt': ['gantry-tilt', { tiltDegrees: 'degrees' }],
  'mixed-sizes': ['mixed-sizes'],
  'mixed-orientations': ['mixed-orientations', { stacks: 'count' }],
  'not-axial': ['not-axial'],
  oblique: ['oblique'],
  'thick-slices': ['thick-slices'],
  'overlapping-slices': ['overlapping-slices'],
  'gaps-between-slices': ['gaps-between-slices'],
  'unknown-thickness': ['unknown-thickness'],
  'contrast-given': ['contrast-given'],
  'contrast-unknown': ['contrast-unknown'],
  'lossy-compression': ['lossy-compression'],
  'no-rescale': ['no-rescale'],
  'varying-rescale': ['mixed-rescale'],
  'not-hounsfield': ['not-hounsfield', { rescaleType: 'unit' }],
  'few-slices': ['few-slices'],
  'missing-identifiers': ['missing-identifiers'],
};

const refusalCodes: { readonly [C in DicomRefusal]: RefusalCode } = {
  unreadable: 'unreadable',
  'not-dicom': 'not-dicom',
  // An index of other files: it holds no image of its own.
  dicomdir: 'no-pixel-data',
  damaged: 'damaged',
  truncated: 'truncated',
  'no-pixel-data': 'no-pixel-data',
  'not-ct': 'not-ct',
  localizer: 'localizer',
  colour: 'not-grayscale',
  'unsupported-transfer-syntax': 'unsupported-compression',
  'unsupported-pixel-format': 'unsupported-compression',
  'no-geometry': 'no-geometry',
};

export function refusalCodeOf({ code }: Pick<Refusal, 'code'>): RefusalCode {
  return refusalCodes[code];
}

/** Everything odd about a series, as the contract tells it. */
export function flagsOf(draft: SeriesDraft): Flag[] {
  return [...draft.flags.map(toFlag), ...storageFlags(draft)];
}

function toFlag({ code, severity, slices, facts }: DicomFlag): Flag {
  const [name, renamed = {}] = flagCodes[code];
  const told = Object.entries(facts).map(([key, value]) => [renamed[key] ?? key, value] as const);
  return {
    code: name,
    severity,
    ...(slices && { slices: [...slices] }),
    facts: Object.fromEntries(told),
  };
}

/** How the pixels were stored: noted, since it is gone from the decoded volume. */
function storageFlags({ slices: [first] }: SeriesDraft): Flag[] {
  const flags: Flag[] = [];
  const syntax = transferSyntaxes.get(first.pixels.transferSyntaxUid);
  if (syntax && syntax.codec !== null) {
    flags.push({ code: 'compressed', severity: 'info', facts: { syntax: syntax.name } });
  }
  if (first.padding) {
    const facts = { value: first.padding[0] };
    flags.push({ code: 'pixel-padding', severity: 'info', facts });
  }
  return flags;
}
