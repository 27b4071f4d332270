import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { extractionColumns } from '../extraction-columns.ts';
import { regionOf } from '../region.ts';
import { conformance } from './conformance.ts';
import { ibsiDigitalPhantom } from './digital-phantom.ts';
import { parseReferenceValues } from './reference-values.ts';

// The project's own table, see resources/ibsi/SOURCE.md.
const table = new URL('../../../resources/ibsi/digital-phantom.csv', import.meta.url);
const references = parseReferenceValues(readFileSync(table, 'utf8'));
const { volume, mask } = ibsiDigitalPhantom();
const bins = { kind: 'fixed-width', width: 1, origin: 1 } as const;
const region = regionOf(volume, mask);
const verdicts = conformance({ shape: region, intensity: region, bins }, references);

test('every feature with a code conforms on the digital phantom, by each aggregation', () => {
  expect(verdicts.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  expect(verdicts).toHaveLength(references.length);
  const compared = new Set(
    verdicts.flatMap(({ outcome, reference }) => (outcome === 'passed' ? reference.ibsi : [])),
  );
  const all = { features: 'all' } as const;
  const columns = extractionColumns({
    resegmentation: { range: null, outlierSigmas: null },
    discretisation: bins,
    images: [{ image: 'original', spec: { filter: 'original' } }],
    families: {
      ...{ shape: all, firstorder: all },
      ...{ glcm: all, glrlm: all, glszm: all, gldm: all, ngtdm: all },
    },
  });
  const claimed = columns.flatMap(({ ibsi }) => ibsi ?? []);
  expect(claimed.filter((code) => !compared.has(code))).toEqual([]);
});

test('a wrong value is a failure', () => {
  const wrong = { ...region, values: region.values.map((value) => value + 1) };
  const found = conformance({ shape: region, intensity: wrong, bins }, references);
  const failed = found.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ column }) => column)).toContain('firstorder_Mean');
});
