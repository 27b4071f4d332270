import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { derivedImage } from '#native/radiomics/filters/filter-spec.ts';
import { presetColumns } from './preset-columns.ts';
import { presetSchema, type Preset } from './preset-schema.ts';
import { presetFromPyRadiomics } from './pyradiomics/parameter-file.ts';

/** Presets that come with the program, by name; each is `resources/presets/NAME.json`. */
export const builtInPresets = ['ibsi-1364', 'urp-1364'] as const;

/**
 * A preset by its name, or from a file: our JSON, or a parameter file of PyRadiomics (YAML).
 *
 * @param resourcesDir The program's `resources/`.
 * @throws AppError `preset-unknown`, `image-unreadable`, `invalid-input` with the places that break
 *   the schema, or `settings-unsupported` with the settings that cannot be honoured.
 */
export function readPreset(nameOrPath: string, resourcesDir: string): Preset {
  const known: readonly string[] = builtInPresets;
  if (known.includes(nameOrPath)) {
    return parsePreset(readFileSync(join(resourcesDir, 'presets', `${nameOrPath}.json`), 'utf8'));
  }
  if (!existsSync(nameOrPath)) throw new AppError('preset-unknown', { name: nameOrPath, known });
  const text = readFileSync(nameOrPath, 'utf8');
  if (!/\.ya?ml$/i.test(nameOrPath)) return parsePreset(text);
  return checked(presetFromPyRadiomics(text, basename(nameOrPath)));
}

/** Checks a preset's text against the schema and its features against the families. */
export function parsePreset(text: string): Preset {
  const parsed = presetSchema.safeParse(fromJson(text));
  if (parsed.success) return checked(parsed.data);
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.join('.'),
    message,
  }));
  throw new AppError('invalid-input', { issues });
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const issues = [{ path: 'preset', message: 'the file is no JSON' }];
    throw new AppError('invalid-input', { issues }, { cause: error });
  }
}

/** Names what cannot be honoured before anything is computed. */
function checked(preset: Preset): Preset {
  presetColumns(preset);
  const settings = preset.images.flatMap(({ image, spec, border }) => {
    const rule = derivedImage(spec).border;
    if (border === undefined || border === rule) return [];
    return [{ name: `${image} border`, reason: `the filter's rule is "${rule}"` }];
  });
  if (settings.length > 0) throw new AppError('settings-unsupported', { settings });
  return preset;
}
