import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallRiskModel } from '#native/testing/small-risk-model.ts';

/** Makes a folder of resources whose model is the small one. */
export function writeSmallModelResources(folder: string): void {
  const presets = join(import.meta.dirname, '../../resources/presets');
  cpSync(presets, join(folder, 'presets'), { recursive: true });
  const model = smallRiskModel();
  mkdirSync(join(folder, 'demo-model'), { recursive: true });
  writeFileSync(join(folder, 'demo-model/card.json'), JSON.stringify(model.card));
  writeFileSync(join(folder, 'demo-model/weights.safetensors'), model.weights);
}
