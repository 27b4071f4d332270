import { setImmediate } from 'node:timers/promises';
import { AppError } from '#contract/errors.ts';
import type { ComparisonSide, MaskChoice } from '#contract/procedures/feature-comparison.ts';
import type { Store } from '#engine/store/store.ts';
import { featureTable, type FeatureRow } from '../feature-table.ts';
import type { Table } from '../tables/table.ts';

type StoredSide = Extract<ComparisonSide, { readonly settingsHash: string }>;

/**
 * The features that the library stores of one version, a row a case.
 *
 * @throws AppError `not-found` where it stores none.
 */
export async function storedTable(
  store: Store,
  side: StoredSide,
  signal: AbortSignal,
): Promise<Table> {
  const rows: FeatureRow[] = [];
  for (const set of store.featureVersions.sets(side)) {
    // Reading hundreds of stored sets must not hold up the clicks in between.
    await setImmediate();
    signal.throwIfAborted();
    const { code, imageSha256, maskVersion, maskSource, maskAuthor, maskSha256, ...origin } = set;
    const { settingsHash, codeVersion } = side;
    const values = store.featureVersions.values(set.id);
    rows.push({
      ...{ code, imageSha256, maskVersion, maskSource, maskAuthor, maskSha256 },
      features: { ...origin, settingsHash, codeVersion, values },
    });
  }
  if (rows.length === 0)
    throw new AppError('not-found', { what: 'features', id: masksInWords(side.masks) });
  return featureTable(rows);
}

function masksInWords(masks: MaskChoice): string {
  return typeof masks === 'object' ? 'this reader’s outlines' : `${masks} outlines`;
}
