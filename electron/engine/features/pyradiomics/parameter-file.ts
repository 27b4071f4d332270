import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { AppError } from '#contract/errors.ts';
import type { Aggregation } from '#native/radiomics/texture/texture-settings.ts';
import { formatError, placeIn, schemaError, type SettingsText } from '../preset-issues.ts';
import type { FeatureChoice, Preset } from '../preset-schema.ts';
import { gridOf } from './grid.ts';
import { imagesOf } from './image-types.ts';
import { unsupportedSettings, type Unsupported } from './settings.ts';

const settingsSchema = z.record(z.string(), z.unknown());
/** A section without content is `null` in YAML. */
const section = z.record(z.string(), settingsSchema.nullish()).nullish();

const fileSchema = z.object({
  setting: settingsSchema.nullish(),
  imageType: section,
  featureClass: z.record(z.string(), z.array(z.string()).nullish()).nullish(),
});

/**
 * The preset that a parameter file of PyRadiomics describes (its documentation, "Customizing the
 * Extraction", version 3.1): sections `setting`, `imageType` and `featureClass`, with PyRadiomics'
 * defaults for what is not said.
 *
 * @throws AppError `invalid-input` when the file has another form, `settings-unsupported` with
 *   every setting that cannot be honoured.
 */
export function presetFromPyRadiomics(text: string, name: string): Preset {
  const file = { text, name };
  const raw = fromYaml(file);
  const parsed = fileSchema.safeParse(raw);
  if (!parsed.success) throw schemaError(file, parsed.error);
  const { setting, imageType, featureClass } = parsed.data;
  const settings = setting ?? {};
  const { images, unsupported } = imagesOf(imageType ?? {});
  const refused: readonly Unsupported[] = [
    ...unknownSections(raw),
    ...unsupportedSettings(settings),
    ...unsupported,
    ...flatWavelets(settings, imageType ?? {}),
    ...unknownFamilies(featureClass ?? {}),
  ];
  if (refused.length > 0) throw unsupportedError(file, raw as object, refused);
  return {
    name,
    version: 1,
    description: 'Read from a parameter file of PyRadiomics.',
    grid: gridOf(settings),
    ...standardisationOf(settings),
    resegmentation: resegmentationOf(settings),
    discretisation: discretisationOf(settings),
    images,
    families: familiesOf(featureClass ?? {}, settings),
  };
}

/** Each setting with the place where it stands in the file. */
function unsupportedError(
  file: SettingsText,
  sections: object,
  refused: readonly Unsupported[],
): AppError {
  const settings = refused.map(({ name, reason }) => {
    const path = name.split(' ');
    const place = placeIn(file, Object.hasOwn(sections, path[0]) ? path : ['setting', ...path]);
    return { name, reason: `${place}: ${reason}` };
  });
  return new AppError('settings-unsupported', { settings });
}

function fromYaml(file: SettingsText): unknown {
  try {
    return parse(file.text) ?? {};
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const code = error.code.toLowerCase().replaceAll('_', ' ');
    throw formatError(file, error.linePos?.[0].line ?? 1, `this is no YAML (${code})`);
  }
}

function unknownSections(raw: unknown): readonly Unsupported[] {
  return Object.keys(raw as object)
    .filter((key) => !Object.hasOwn(fileSchema.shape, key))
    .map((name) => ({ name, reason: 'this section is not supported' }));
}

function flatWavelets(
  { force2D }: Readonly<Record<string, unknown>>,
  types: Readonly<Record<string, unknown>>,
): readonly Unsupported[] {
  if (force2D !== true || !Object.hasOwn(types, 'Wavelet')) return [];
  return [{ name: 'force2D', reason: 'wavelets are computed in three dimensions' }];
}

function standardisationOf(
  settings: Readonly<Record<string, unknown>>,
): Pick<Preset, 'standardisation'> {
  const { normalize, normalizeScale = 1, removeOutliers = null } = settings;
  if (normalize !== true) return {};
  const scale = normalizeScale as number;
  return { standardisation: { scale, clipSigmas: removeOutliers as number | null } };
}

function resegmentationOf(settings: Readonly<Record<string, unknown>>): Preset['resegmentation'] {
  const limits = settings['resegmentRange'] as readonly number[] | null | undefined;
  if (!limits) return { range: null, outlierSigmas: null };
  const [low, high] = limits;
  if (settings['resegmentMode'] === 'sigma') return { range: null, outlierSigmas: high ?? low };
  return { range: [low, high ?? null], outlierSigmas: null };
}

/** PyRadiomics takes a count before a width, and a width of 25 without either. */
function discretisationOf(settings: Readonly<Record<string, unknown>>): Preset['discretisation'] {
  const count = settings['binCount'];
  if (typeof count === 'number') return { kind: 'fixed-number', count };
  const width = settings['binWidth'];
  return {
    kind: 'fixed-width',
    width: typeof width === 'number' ? width : 25,
    origin: 'multiple',
  };
}

const familyNames = ['shape', 'firstorder', 'glcm', 'glrlm', 'glszm', 'gldm', 'ngtdm'] as const;

function unknownFamilies(classes: Readonly<Record<string, unknown>>): readonly Unsupported[] {
  return Object.keys(classes)
    .filter((name) => !familyNames.some((family) => family === name))
    .map((name) => ({ name: `featureClass ${name}`, reason: 'there is no such family' }));
}

function familiesOf(
  classes: Readonly<Record<string, readonly string[] | null | undefined>>,
  settings: Readonly<Record<string, unknown>>,
): Preset['families'] {
  // Without the section PyRadiomics computes every family; a family without a list is whole.
  const given = Object.keys(classes).length === 0 ? wholeFamilies : classes;
  const choice = (family: (typeof familyNames)[number]): FeatureChoice => {
    const listed = given[family] ?? [];
    return listed.length === 0 ? 'all' : { only: [...listed] };
  };
  const distances = (settings['distances'] as number[] | undefined) ?? [1];
  const aggregation = aggregationOf(settings);
  const shift = settings['voxelArrayShift'] as number | undefined;
  const dependenceTolerance = (settings['gldm_a'] as number | undefined) ?? 0;
  const every: Required<Preset['families']> = {
    shape: { features: choice('shape') },
    firstorder: { features: choice('firstorder'), ...(shift && { intensityShift: shift }) },
    glcm: { features: choice('glcm'), aggregation, distances, symmetrical: true },
    glrlm: { features: choice('glrlm'), aggregation },
    glszm: { features: choice('glszm'), aggregation },
    gldm: { features: choice('gldm'), aggregation, distances, dependenceTolerance },
    ngtdm: { features: choice('ngtdm'), aggregation, distances },
  };
  return Object.fromEntries(Object.entries(every).filter(([family]) => family in given));
}

/** In PyRadiomics slices are always counted together; directions are averaged, or merged unweighted. */
function aggregationOf({ force2D, weightingNorm }: Readonly<Record<string, unknown>>): Aggregation {
  const merged = weightingNorm === 'no_weighting';
  if (force2D === true) return merged ? '2.5D, merged' : '2.5D, direction-merged';
  return merged ? '3D, merged' : '3D, averaged';
}

const wholeFamilies: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  familyNames.map((family) => [family, []]),
);
