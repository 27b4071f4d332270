import { join } from 'node:path';
import { prepareRegion } from '#native/radiomics/grid/prepare-region.ts';
import { resegment } from '#native/radiomics/grid/resegment.ts';
import { conformance } from '#native/radiomics/ibsi/conformance.ts';
import {
  ctConfigurations,
  type CtConfiguration,
} from '#native/radiomics/ibsi/ct-configurations.ts';
import { ibsiDigitalPhantom } from '#native/radiomics/ibsi/digital-phantom.ts';
import {
  parseReferenceValues,
  type ReferenceValue,
} from '#native/radiomics/ibsi/reference-values.ts';
import type { Verdict } from '#native/radiomics/ibsi/texture-conformance.ts';
import { regionOf } from '#native/radiomics/region.ts';
import { checkedValue, notImplemented, type Check } from './check.ts';
import { referencePath, referencesIn, type CtPhantom } from './reference-folder.ts';

/** The digital phantom's grey levels are its bins. */
export const digitalBins = { kind: 'fixed-width', width: 1, origin: 1 } as const;

/** The digital phantom of IBSI 1, against the references that are in the program. */
export function digitalCheck(resourcesDir: string): Check {
  return {
    name: 'digital phantom',
    run: async () => {
      const table = join(resourcesDir, 'ibsi', 'digital-phantom.csv');
      const references = referencesIn(table, parseReferenceValues);
      const { volume, mask } = ibsiDigitalPhantom();
      const region = regionOf(volume, mask);
      const input = { shape: region, intensity: region, bins: digitalBins };
      return conformance(input, references).map((verdict) =>
        checkedValue('ibsi1-digital', verdict),
      );
    },
  };
}

/** The CT phantom of IBSI 1, a check for each configuration that the folder's table has rows of. */
export function ctChecks(referenceDir: string, phantom: () => Promise<CtPhantom>): Check[] {
  const table = join(referenceDir, referencePath.valuesOne);
  const references = referencesIn(table, parseReferenceValues);
  const groups = Map.groupBy(
    references.filter(({ configuration }) => configuration !== 'dig_phantom'),
    ({ configuration }) => configuration,
  );
  return [...groups].map(([letter, rows]) => ({
    name: `CT phantom, configuration ${letter}`,
    run: async () => {
      const known = ctConfigurations.find((configuration) => configuration.letter === letter);
      if (!known) return notImplemented('ibsi1-ct', rows);
      const verdicts = configurationVerdicts(await phantom(), known, rows);
      return verdicts.map((verdict) => checkedValue('ibsi1-ct', verdict));
    },
  }));
}

function configurationVerdicts(
  { image, mask }: CtPhantom,
  { grid, resegmentation, bins }: CtConfiguration,
  rows: readonly ReferenceValue[],
): readonly Verdict[] {
  const prepared = prepareRegion(image, mask, grid, [0, 0, 0]);
  const kept = resegment(prepared.image, prepared.mask, resegmentation);
  return conformance(
    {
      shape: regionOf(prepared.image, prepared.mask),
      intensity: regionOf(prepared.image, kept),
      bins,
    },
    rows,
  );
}
