import type { Backbone } from './backbone.ts';
import { densenetBackbone, type DenseNetSize } from './densenet.ts';
import { densenetHeads, resnetHeads, swinHeads, type HeadNames } from './heads.ts';
import { initialDenseNetWeights, initialResNetWeights, type StartWeights } from './initialise.ts';
import { resnetBackbone, type ResNetSize } from './resnet.ts';
import { initialSwinWeights } from './swin/initialise.ts';
import { swinBackbone, type SwinSize } from './swin/swin.ts';

/** A network without its heads, as numbers. */
export type BackboneSize =
  | ({ readonly family: 'resnet' } & ResNetSize)
  | ({ readonly family: 'densenet' } & DenseNetSize)
  | ({ readonly family: 'swin' } & SwinSize);

/** What tells networks of one kind from those of another. */
export interface Family {
  readonly backbone: Backbone;
  readonly heads: HeadNames;
  /** Start weights, those of the heads included. */
  readonly start: StartWeights;
  /** What the names of the parameters of the stem and of each stage begin with. */
  readonly prefixes: readonly (readonly string[])[];
}

export function familyOf(size: BackboneSize): Family {
  switch (size.family) {
    case 'resnet':
      return {
        backbone: resnetBackbone(size),
        heads: resnetHeads,
        start: initialResNetWeights,
        prefixes: [['conv1.', 'bn1.'], ['layer1.'], ['layer2.'], ['layer3.'], ['layer4.']],
      };
    case 'densenet':
      return {
        backbone: densenetBackbone(size),
        heads: densenetHeads,
        start: initialDenseNetWeights,
        prefixes: [
          ['features.conv0.', 'features.norm0.'],
          ['features.denseblock1.', 'features.transition1.'],
          ['features.denseblock2.', 'features.transition2.'],
          ['features.denseblock3.', 'features.transition3.'],
          ['features.denseblock4.', 'features.norm5.'],
        ],
      };
    case 'swin':
      return {
        backbone: swinBackbone(size),
        heads: swinHeads,
        start: initialSwinWeights,
        prefixes: [['patch_embed.'], ['layers1.'], ['layers2.'], ['layers3.'], ['layers4.']],
      };
  }
}
