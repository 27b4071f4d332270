import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runPreset, type RunPreset, type RunSettings } from '#contract/procedures/experiments.ts';

/** Reads the presets once; each is `resources/training/ID.json`. @throws ZodError naming the field. */
export function trainingPresets(resourcesDir: string): () => readonly RunPreset[] {
  let presets: readonly RunPreset[] | undefined;
  const read = (id: RunPreset['id']): RunPreset => {
    const text = readFileSync(join(resourcesDir, 'training', `${id}.json`), 'utf8');
    return runPreset.parse({ ...(JSON.parse(text) as object), id });
  };
  return () => (presets ??= runPreset.shape.id.options.map(read));
}

interface GridRun {
  readonly name: string;
  readonly settings: RunSettings;
  /** Begins from published weights. */
  readonly pretrained: boolean;
}

/** The study's nine models: architecture, and whether its published weights are the start. */
const models = [
  ['ResNet-18', 'resnet18', 'scratch'],
  ['ResNet-18', 'resnet18', 'pretrained'],
  ['ResNet-34', 'resnet34', 'scratch'],
  ['ResNet-34', 'resnet34', 'pretrained'],
  ['ResNet-50', 'resnet50', 'scratch'],
  ['ResNet-50', 'resnet50', 'pretrained'],
  ['DenseNet-121', 'densenet121', 'scratch'],
  ['Swin Transformer', 'swin', 'scratch'],
  ['Swin Transformer', 'swin', 'pretrained'],
] as const;
/** Table 3 of the study, besides `concat`, which is among the nine. */
const otherFusions = ['none', 'concat*', 'add*', 'learnable-add*'] as const;
/** The study's batch for Swin, half of the others'. */
const swinBatchShare = 0.5;

/** Weights of the library that belong to an architecture, as told by the files' names. */
export type PretrainedOf = (network: RunSettings['network']) => string | null;

/**
 * The study's grid: nine models with `concat`, then pretrained ResNet-18 with every other fusion,
 * deep learning alone among them. A pretrained model whose weights are not in the library has none
 * chosen yet.
 */
export function studyGrid({ settings }: RunPreset, pretrained: PretrainedOf): GridRun[] {
  const run = (
    [label, network, start]: (typeof models)[number],
    fusion: RunSettings['fusion'],
  ): GridRun => ({
    name: `${label}, ${start}, ${fusion === 'none' ? 'no radiomics' : fusion}`,
    pretrained: start === 'pretrained',
    settings: {
      ...settings,
      ...{ network, fusion },
      weightsId: start === 'pretrained' ? pretrained(network) : null,
      batch:
        network === 'swin'
          ? Math.max(2, Math.round(settings.batch * swinBatchShare))
          : settings.batch,
    },
  });
  return [
    ...models.map((model) => run(model, 'concat')),
    ...otherFusions.map((fusion) => run(models[1], fusion)),
  ];
}

/** How the published files are named: MedicalNet's and the self-supervised Swin's. */
const publishedNames: Readonly<Partial<Record<RunSettings['network'], RegExp>>> = {
  resnet18: /resnet_?18/i,
  resnet34: /resnet_?34/i,
  resnet50: /resnet_?50/i,
  swin: /swin/i,
};

/** @param weights Newest first, as the library lists them. */
export function pretrainedAmong(
  weights: readonly { readonly id: string; readonly name: string }[],
): PretrainedOf {
  return (network) =>
    weights.find(({ name }) => publishedNames[network]?.test(name) ?? false)?.id ?? null;
}
