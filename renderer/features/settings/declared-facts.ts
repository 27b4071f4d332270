import type { SegmentationDeclaration, Segmenter } from '#contract/procedures/segmenters.ts';
import { byteSize, dateTime } from '../../ui/format.ts';

type Fact = readonly [name: string, value: string];

/** What a model's card declares, and which files it is, for a person. */
export function declaredFacts(model: Segmenter): readonly Fact[] {
  const { axes, spacingMm, hu, to, patch, overlap, largestOnly } = model.declares;
  return [
    ['Spacing', `${spacingMm.join(' × ')} mm, axes ${axes}`],
    ['Window', `${patch.join(' × ')} voxels, overlap ${Math.round(overlap * 100)} %`],
    ['Intensities', `${hu.join(' to ')} HU become ${to.join(' to ')}`],
    ['Inside', `${ruleWords(model)}; ${largestOnly ? 'the largest piece' : 'all pieces'}`],
    ['Model', `SHA-256 ${model.modelSha256.slice(0, 16)}…, ${byteSize(model.bytes)}`],
    ['Imported', dateTime(model.importedAt)],
  ];
}

function ruleWords({ channels, declares }: Segmenter): string {
  const { rule } = declares;
  const of = channels === 1 ? '' : ` of ${channels}`;
  if (rule.kind === 'argmax') return `where label ${rule.label}${of} is the highest`;
  return `where channel ${rule.channel}${of} is at least ${rule.threshold}${unit[rule.of]}`;
}

const unit: Readonly<
  Record<Extract<SegmentationDeclaration['rule'], { kind: 'threshold' }>['of'], string>
> = {
  probabilities: '',
  logits: ' after the sigmoid',
};
