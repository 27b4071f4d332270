import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { derivedImage } from '#native/radiomics/filters/filter-spec.ts';
import { presetColumns } from './preset-columns.ts';
import { formatError, schemaError, type SettingsText } from './preset-issues.ts';
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
  const text = textOf(nameOrPath);
  if (text === undefined) throw new AppError('preset-unknown', { name: nameOrPath, known });
  const name = basename(nameOrPath);
  if (!/\.ya?ml$/i.test(nameOrPath)) return parsePreset(text, name);
  return checked(presetFromPyRadiomics(text, name));
}

/** The text of a file, `undefined` where there is none of this name. */
function textOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = statSync(path).isDirectory() ? 'it is a folder' : 'it may not be read';
    throw new AppError('image-unreadable', { file: basename(path), reason }, { cause: error });
  }
}

/**
 * Checks a preset's text against the schema and its features against the families.
 *
 * @param name Of the file, for the reader.
 */
export function parsePreset(text: string, name = 'preset'): Preset {
  const file = { text, name };
  const parsed = presetSchema.safeParse(fromJson(file));
  if (!parsed.success) throw schemaError(file, parsed.error);
  return checked(parsed.data);
}

function fromJson(file: SettingsText): unknown {
  try {
    return JSON.parse(file.text);
  } catch (error) {
    const told = error instanceof SyntaxError ? /line (\d+)/.exec(error.message) : null;
    // Without a place it is the end that is missing.
    const line = told ? Number(told[1]) : file.text.split('\n').length;
    throw formatError(file, line, 'this is no JSON');
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
