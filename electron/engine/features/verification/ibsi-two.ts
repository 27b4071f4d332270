import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckedValue } from '#contract/procedures/verification.ts';
import {
  filteredConfigurations,
  filteredConformance,
} from '#native/radiomics/ibsi/filtered-configurations.ts';
import { filterCodes } from '#native/radiomics/ibsi/ibsi-filter.ts';
import { parseFilteredValues } from '#native/radiomics/ibsi/reference-values.ts';
import {
  compareResponse,
  responseMapTests,
  type ResponseMapTest,
} from '#native/radiomics/ibsi/response-maps.ts';
import { readImage } from '../sources/read-image.ts';
import { checkedValue, notImplemented, type Check } from './check.ts';
import { referencePath, referencesIn, type CtPhantom } from './reference-folder.ts';

/** IBSI's names of its maps; any other image in the folder is told by its own name. */
const mapFile = /^(.+?)(?:-ValidCRM)?\.nii(?:\.gz)?$/;

/** Phase 1 of IBSI 2: a check for each response map in the folder. */
export function mapChecks(referenceDir: string): Check[] {
  return readdirSync(join(referenceDir, referencePath.maps))
    .sort(new Intl.Collator('en', { numeric: true }).compare)
    .flatMap((file) => {
      const id = mapFile.exec(file)?.[1]?.replaceAll('_', '.');
      if (id === undefined) return [];
      const known = responseMapTests.find((test) => test.id === id);
      return {
        name: `response map ${id}`,
        run: async () => [known ? await checkedMap(referenceDir, known, file) : unknownMap(id)],
      };
    });
}

/** Phase 2 of IBSI 2: a check for each configuration that the folder's table has rows of. */
export function filteredChecks(referenceDir: string, phantom: () => Promise<CtPhantom>): Check[] {
  const table = join(referenceDir, referencePath.valuesTwo);
  const references = referencesIn(table, parseFilteredValues);
  return [...Map.groupBy(references, ({ configuration }) => configuration)].map(([id, rows]) => ({
    name: `filter ${id}`,
    run: async () => {
      const known = filteredConfigurations.find((configuration) => configuration.id === id);
      if (!known) return notImplemented('ibsi2-values', rows);
      const verdicts = filteredConformance(await phantom(), known, rows);
      return verdicts.map((verdict) => checkedValue('ibsi2-values', verdict));
    },
  }));
}

async function checkedMap(
  referenceDir: string,
  { id, phantom, filter }: ResponseMapTest,
  file: string,
): Promise<CheckedValue> {
  const image = `${referencePath.phantoms}/${phantom}/image/${phantom}.nii.gz`;
  const { voxels, inside, largestDeviation, tolerance } = compareResponse(
    filter,
    await readImage(join(referenceDir, image)),
    await readImage(join(referenceDir, referencePath.maps, file)),
  );
  return {
    ...mapOf(id),
    ibsi: filterCodes[filter.kind],
    value: largestDeviation,
    reference: 0,
    tolerance,
    outcome: inside === voxels ? 'passed' : 'failed',
    voxels: { compared: voxels, inside },
  };
}

function unknownMap(id: string): CheckedValue {
  return {
    ...mapOf(id),
    ...{ ibsi: '', value: null, reference: null, tolerance: null },
    outcome: 'not implemented',
    voxels: null,
  };
}

type MapIdentity = Pick<
  CheckedValue,
  'part' | 'configuration' | 'family' | 'feature' | 'aggregation' | 'column'
>;

/** A map is judged by its worst voxel. */
function mapOf(id: string): MapIdentity {
  return {
    ...{ part: 'ibsi2-maps', configuration: id, family: 'Response map' },
    ...{ feature: 'Largest deviation of a voxel', aggregation: '', column: null },
  };
}
