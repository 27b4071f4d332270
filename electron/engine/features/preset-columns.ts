import { AppError } from '#contract/errors.ts';
import { extractionColumns, type FeatureIdentity } from '#native/radiomics/extraction-columns.ts';
import type { Preset } from './preset-schema.ts';

/**
 * Every column that a preset yields, in order.
 *
 * @throws AppError `settings-unsupported` naming the features that do not exist.
 */
export function presetColumns(preset: Preset): readonly FeatureIdentity[] {
  const unknown = unknownFeatures(preset);
  if (unknown.length > 0) {
    throw new AppError('settings-unsupported', {
      settings: unknown.map((name) => ({ name, reason: 'there is no such feature' })),
    });
  }
  return extractionColumns(preset);
}

/** Features that are chosen by name and not among all those of the chosen families. */
function unknownFeatures(preset: Preset): readonly string[] {
  const families = Object.entries(preset.families).filter(([, family]) => family !== undefined);
  const whole = families.map(([name]) => [name, { features: 'all' as const }]);
  const known = new Set(
    extractionColumns({
      ...preset,
      images: preset.images.slice(0, 1),
      families: Object.fromEntries(whole) as Preset['families'],
    }).map(({ family, name }) => `${family}_${name}`),
  );
  return families.flatMap(([family, choice]) => {
    if (choice === undefined || choice.features === 'all') return [];
    const { features } = choice;
    const listed = 'only' in features ? features.only : features.except;
    return listed.map((name) => `${family}_${name}`).filter((name) => !known.has(name));
  });
}
