import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { ModelCard } from '#contract/procedures/risk.ts';
import { parseRiskModel, type RiskModel } from '#native/runtime/parse-risk-model.ts';
import type { RiskModelCard } from '#native/runtime/risk-model-card.ts';

/** Folder of the one model that comes with the program. */
export function demoModelFolder(resourcesDir: string): string {
  return join(resourcesDir, 'demo-model');
}

/**
 * Reads a model's folder: `card.json` and `weights.safetensors`.
 *
 * @throws AppError not-found when there is none; RangeError when card and weights do not fit.
 */
export function readModel(folder: string): RiskModel {
  const card = join(folder, 'card.json');
  if (!existsSync(card)) throw new AppError('not-found', { what: 'model', id: 'demo-model' });
  const weights = readFileSync(join(folder, 'weights.safetensors'));
  return parseRiskModel(readFileSync(card, 'utf8'), weights);
}

/** The card as it is shown wherever the model's number stands. */
export function describeModel(card: RiskModelCard): ModelCard {
  const { training, architecture: arch } = card;
  const blocks = arch.blocks.join('-');
  const widths = arch.widths.join('-');
  return {
    id: card.id,
    name: card.name,
    label: card.label,
    demo: card.demo,
    description: `${card.intendedUse} ${card.description}`,
    trainedOn: `${training.description} (n = ${training.n}, ${training.positives} pN+)`,
    architecture: `3D residual network, blocks ${blocks}, widths ${widths}, ${arch.fusion} fusion with ${card.radiomics.features.length} radiomics features`,
    parameters: card.parameters,
    weightsSha256: card.weightsSha256,
    metrics: card.metrics.map(({ name, value }) => ({ name, value })),
    limits: [...card.limits],
  };
}
