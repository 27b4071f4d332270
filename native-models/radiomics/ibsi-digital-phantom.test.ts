import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharedFile } from '../testing/shared-data.ts';
import { ibsiDigitalPhantom } from './ibsi/digital-phantom.ts';
import { conforms, parseReferenceValues } from './ibsi/reference-values.ts';
import { extractFeatures } from './registry.ts';

/** The project's own table, see resources/ibsi/SOURCE.md, has every code; another may have fewer. */
const own = new URL('../../resources/ibsi/digital-phantom.csv', import.meta.url);
const shared = sharedFile('data/ibsi/ibsi1_reference.csv');

/** References of the digital phantom by IBSI's code, of families without an aggregation. */
function referencesIn(table: string | URL) {
  const rows = parseReferenceValues(readFileSync(table, 'utf8')).filter(
    ({ configuration, aggregation }) => configuration === 'dig_phantom' && aggregation === '',
  );
  return new Map(rows.map((row) => [row.ibsi, row]));
}

const { volume, mask } = ibsiDigitalPhantom();
// The phantom's grey levels 1 … 6 need no binning.
const claimed = extractFeatures(volume, mask, { binWidth: 1 }).filter(({ ibsi }) => ibsi !== null);

test('every feature with an IBSI code has a reference and meets it', () => {
  const references = referencesIn(own);
  expect(claimed.filter(({ ibsi }) => !references.has(ibsi ?? ''))).toEqual([]);
  expect(apart(references)).toEqual([]);
});

test.skipIf(!shared)('the references of another table are met, as many as it has', () => {
  expect(apart(referencesIn(shared ?? ''))).toEqual([]);
});

function apart(references: ReturnType<typeof referencesIn>) {
  return claimed.flatMap(({ column, ibsi, value }) => {
    const reference = references.get(ibsi ?? '');
    return !reference || conforms(value, reference) ? [] : [{ column, value, reference }];
  });
}
