import {
  modelColoursOf,
  networkColours as coloursOfNetworks,
} from '#contract/evaluation/model-colours.ts';
import type { NetworkName } from '#contract/procedures/experiments.ts';
import { modelVariable } from './theme.ts';

/** The same network has the same colour wherever it is drawn. */
export function networkColour(network: NetworkName): string {
  return modelVariable(coloursOfNetworks[network]);
}

/** Of a model of radiomics features by themselves. */
export const [radiomicsColour] = modelColours([{ table2: null, table3: 'Radiomics' }]);

/** The colours of models that stand together, those of the figures that are drawn of them. */
export function modelColours(models: Parameters<typeof modelColoursOf>[0]): string[] {
  return modelColoursOf(models).map(modelVariable);
}
