import { createHash } from 'node:crypto';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import { NOISE_ALGORITHM } from '#native/radiomics/filters/philox.ts';
import type { Preset } from './preset-schema.ts';
import { readPreset } from './presets.ts';

/** The preset of the library's cases. */
const STUDY_PRESET = 'ibsi-1364';

/** Reads the study's preset once, when it is first asked for. */
export function studyPreset(resourcesDir: string): () => Preset {
  let preset: Preset | undefined;
  return () => (preset ??= readPreset(STUDY_PRESET, resourcesDir));
}

/** Name and version, as they stand beside values. */
export function presetLabel({ name, version }: Preset): string {
  return `${name} version ${version}`;
}

/** SHA-256 of all that changes a value: the preset, and what makes noise of its seeds. */
export function settingsHash(preset: Preset): string {
  const settings = canonicalJson({ preset, noise: NOISE_ALGORITHM });
  return createHash('sha256').update(settings).digest('hex');
}
