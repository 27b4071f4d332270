import type {
  ComparisonSide,
  FeatureVersion,
  MaskChoice,
} from '#contract/procedures/feature-comparison.ts';

/** What a person has chosen for one side of a comparison; keys are those of the lists. */
export interface SideChoice {
  /** A version of the library, or `file`. */
  readonly from: string;
  readonly masks: string;
  readonly file: { readonly uploadId: string; readonly name: string } | null;
}

interface Option {
  readonly value: string;
  readonly label: string;
}

export const fromFile = 'file';

const masks: readonly Option[] = [
  { value: 'newest', label: 'Newest outlines' },
  { value: 'automatic', label: 'Automatic outlines' },
  { value: 'corrected', label: 'Corrected outlines' },
];
const ofReader = 'reader:';

export function versionKey({ settingsHash, codeVersion }: FeatureVersion): string {
  return `${settingsHash} ${codeVersion}`;
}

/** The library's versions as a list, and a file. */
export function versionOptions(versions: readonly FeatureVersion[]): Option[] {
  const stored = versions.map((version) => ({
    value: versionKey(version),
    label: `${version.preset}, code ${version.codeVersion}, settings ${version.settingsHash.slice(0, 8)} (${version.cases === 1 ? '1 case' : `${version.cases} cases`})`,
  }));
  return [...stored, { value: fromFile, label: 'A CSV file' }];
}

/** Whose outlines can be chosen. */
export function maskOptions(readers: readonly { id: string; name: string }[]): Option[] {
  const own = readers.map(({ id, name }) => ({
    value: `${ofReader}${id}`,
    label: `Outlines by ${name}`,
  }));
  return [...masks, ...own];
}

/** The side that a choice means; null while it is incomplete. */
export function sideOf(
  { from, masks: whose, file }: SideChoice,
  versions: readonly FeatureVersion[],
): ComparisonSide | null {
  if (from === fromFile) return file && { uploadId: file.uploadId };
  const version = versions.find((candidate) => versionKey(candidate) === from);
  if (!version) return null;
  const { settingsHash, codeVersion } = version;
  return { settingsHash, codeVersion, masks: maskChoiceOf(whose) };
}

function maskChoiceOf(value: string): MaskChoice {
  if (value.startsWith(ofReader)) return { readerId: value.slice(ofReader.length) };
  return value === 'automatic' || value === 'corrected' ? value : 'newest';
}

/**
 * What is worth comparing first: the newest version with the one before it; with one version alone,
 * its automatic with its corrected outlines; without any, files.
 */
export function firstChoices(versions: readonly FeatureVersion[]): [SideChoice, SideChoice] {
  const stored = (version: FeatureVersion | undefined, whose: string): SideChoice => ({
    from: version ? versionKey(version) : fromFile,
    masks: whose,
    file: null,
  });
  const [newest, before] = versions;
  return before
    ? [stored(before, 'newest'), stored(newest, 'newest')]
    : [stored(newest, 'automatic'), stored(newest, 'corrected')];
}
