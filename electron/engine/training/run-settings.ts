import type { RunSettings } from '#contract/procedures/experiments.ts';
import { backboneOf } from '#native/architectures/backbone-size.ts';
import type { NetworkSpec } from '#native/architectures/network.ts';
import type { TrainingSettings } from '#native/learning/settings.ts';

/** The network of a run. @param radiomicsCount Features that are fused. */
export function networkSpec(settings: RunSettings, radiomicsCount: number): NetworkSpec {
  const { network, width, inputSize, fusion, auxiliary } = settings;
  return { backbone: backboneOf(network, width, inputSize), fusion, radiomicsCount, auxiliary };
}

/** What the numeric core needs of the settings besides network and start weights. */
export function trainingSettings(settings: RunSettings): TrainingSettings {
  const {
    network: _1,
    weightsId: _2,
    width: _3,
    fusion: _4,
    radiomics: _5,
    device: _6,
    ...rest
  } = settings;
  return rest;
}
