import type { PublishedStudy } from '#native/evaluation/published-consistency.ts';
import { setTitles, table2Rows } from '../tables/documents/study-names.ts';
import type { PublishedTables } from './published-tables.ts';

/** The printed numbers as the consistency check reads them, under the names of the tables. */
export function publishedNumbers({
  characteristics,
  performance,
}: PublishedTables): PublishedStudy {
  return {
    characteristics: {
      columns: characteristics.groups.map(({ set, n }) => ({ set: setTitles[set], n })),
      variables: characteristics.variables.map((variable) => {
        const { label: name, p } = variable;
        return variable.kind === 'continuous'
          ? { kind: 'mean-sd', name, p }
          : {
              ...{ kind: 'counts', name, p },
              levels: variable.levels.map(({ label, ...printed }) => ({ name: label, ...printed })),
            };
      }),
    },
    performance: performance.models.flatMap(({ place, sets }) =>
      sets.map(({ set, ...row }) => {
        const { n = 0, positives = 0 } = performance.sets.find((one) => one.set === set) ?? {};
        return {
          ...row,
          ...{ model: table2Rows[place], set: setTitles[set] },
          ...{ positives, negatives: n - positives },
        };
      }),
    ),
    pooled: performance.models.map(({ place, aauc, sd }) => ({
      ...{ model: table2Rows[place], auc: aauc, sd },
    })),
  };
}
