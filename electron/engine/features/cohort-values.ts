import { unblindedViewer } from '#engine/store/viewer.ts';
import { storedFeatures, type FeatureServices } from './compute-features.ts';

/** One case's newest feature set, packed: 1364 numbers in place of as many objects. */
export interface CohortMember {
  readonly caseId: string;
  /** Position of each column in `values`. */
  readonly columns: ReadonlyMap<string, number>;
  readonly values: Float64Array;
}

type Packed = Omit<CohortMember, 'caseId'>;

/**
 * The cases of the library that have features of their newest mask under today's settings and code.
 *
 * @returns A function that looks anew at every call. A stored set never changes, so each is read
 *   and packed once; sets of the same columns share one map.
 */
export function cohortValues(
  services: Pick<FeatureServices, 'store' | 'preset' | 'version'>,
): () => readonly CohortMember[] {
  const { store } = services;
  const known = new Map<string, Packed>();
  const layouts = new Map<string, ReadonlyMap<string, number>>();

  const packed = (maskId: string): Packed | undefined => {
    const before = known.get(maskId);
    if (before) return before;
    const set = storedFeatures(services, maskId);
    if (!set) return undefined;
    const names = set.values.map(({ column }) => column);
    const layout = names.join('\n');
    const columns = layouts.get(layout) ?? new Map(names.map((name, at) => [name, at]));
    layouts.set(layout, columns);
    const now = { columns, values: Float64Array.from(set.values, ({ value }) => value) };
    known.set(maskId, now);
    return now;
  };

  return () =>
    store.cases.list(unblindedViewer).flatMap(({ id: caseId }) => {
      const mask = store.masks.newest(caseId, unblindedViewer);
      const features = mask && packed(mask.id);
      return features ? [{ caseId, ...features }] : [];
    });
}

/** A column of the cohort, for the members that have it. */
export function columnOf(
  cohort: readonly CohortMember[],
  column: string,
): { caseId: string; value: number }[] {
  return cohort.flatMap(({ caseId, columns, values }) => {
    const at = columns.get(column);
    return at === undefined ? [] : [{ caseId, value: values[at] }];
  });
}

/** By column: the share of the cohort, 0 to 1, whose value is smaller than the member's own. */
export function percentilesOf(
  member: CohortMember,
  cohort: readonly CohortMember[],
): Record<string, number> {
  const shares = [...member.columns].map(([column, at]): [string, number] => {
    const values = columnOf(cohort, column);
    const smaller = values.filter(({ value }) => value < member.values[at]).length;
    return [column, smaller / values.length];
  });
  return Object.fromEntries(shares);
}
