import type { SentencesOf } from './sentences-of.ts';

/** Failures of features: their settings, their extraction, their tables. */
export interface FeatureErrors {
  'feature-table-unreadable': { readonly file: string; readonly reason: string };
  /** Two feature tables that share no case, or no feature. */
  'tables-disjoint': { readonly what: 'case' | 'feature' };
  /** The region and the preset do not go together, for the reason that the numeric core gives. */
  'features-undefined': { readonly reason: string };
  'preset-unknown': { readonly name: string; readonly known: readonly string[] };
  /** No image of the preset has this name. */
  'image-unknown': { readonly name: string; readonly known: readonly string[] };
  'settings-unsupported': {
    readonly settings: readonly { readonly name: string; readonly reason: string }[];
  };
}

export const featureSentences: SentencesOf<FeatureErrors> = {
  'feature-table-unreadable': ({ file, reason }) =>
    `"${file}" cannot be read as a table of features: ${reason}.`,
  'tables-disjoint': ({ what }) =>
    `The two tables have no ${what} in common, so there is nothing to compare. ${what === 'case' ? 'Cases' : 'Features'} are matched by their exact names.`,
  'features-undefined': ({ reason }) =>
    `The features of this region are not defined: ${reason}. Nothing was written.`,
  'preset-unknown': ({ name, known }) =>
    `There is no preset "${name}". Known: ${known.join(', ')}; or name a .json or .yaml file.`,
  'image-unknown': ({ name, known }) =>
    `The preset has no image "${name}". It has: ${known.join(', ')}.`,
  'settings-unsupported': ({ settings }) =>
    `These settings cannot be honoured: ${settings.map((s) => `${s.name} (${s.reason})`).join('; ')}. Nothing was computed.`,
};
