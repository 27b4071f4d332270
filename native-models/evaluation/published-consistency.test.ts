import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharedFile } from '../testing/shared-data.ts';
import { performanceOf, type ProportionName } from './confusion.ts';
import { pPrintsAs } from './printed.ts';
import type { PublishedCounts, PublishedTable } from './published-characteristics.ts';
import { publishedConsistency } from './published-consistency.ts';
import { confusionsBehind, type PublishedRow } from './published-performance.ts';

// The study's numbers: Tian et al., Cancer Imaging 24:8, 2024, Tables 1 and 2.

const columns = [235, 235, 101, 101, 43, 184, 99, 327].map((n, i) => ({
  set: ['training', 'validation', 'test 1', 'test 2'][i >> 1],
  n,
}));

function counted(
  name: string,
  p: string,
  counts: Readonly<Record<string, number[]>>,
): PublishedCounts {
  const levels = Object.entries(counts).map(([level, values]) => ({
    name: level,
    counts: values,
    percentages: values.map((value, i) => Math.round((1000 * value) / columns[i].n) / 10),
  }));
  return { kind: 'counts', name, levels, p };
}

const table: PublishedTable = {
  columns,
  variables: [
    { kind: 'mean-sd', name: 'Age', p: '0.048' },
    counted('Gender', '< 0.001', {
      Male: [108, 101, 47, 42, 21, 90, 46, 146],
      Female: [127, 134, 54, 59, 22, 94, 53, 181],
    }),
    counted('Density', '< 0.001', {
      Solid: [201, 198, 85, 88, 39, 137, 83, 239],
      'Part-Solid': [34, 37, 16, 13, 4, 47, 16, 88],
    }),
    counted('Location', '< 0.001', {
      Inner: [21, 11, 12, 5, 8, 8, 8, 17],
      Middle: [59, 54, 29, 34, 9, 41, 24, 106],
      Outer: [155, 170, 60, 62, 26, 135, 67, 204],
    }),
  ],
};

const best: PublishedRow = {
  model: 'ResNet-18',
  set: 'test 1',
  positives: 43,
  negatives: 184,
  accuracy: 0.736,
  sensitivity: 0.698,
  specificity: 0.745,
  ppv: 0.39,
  npv: 0.913,
  auc: 0.758,
  interval: [0.679, 0.838],
};

test('two printed p-values cannot come from their counts', () => {
  const { characteristics, impossibleP } = publishedConsistency({
    characteristics: table,
    performance: [],
    pooled: [],
  });
  expect(impossibleP).toEqual(['Gender', 'Location']);
  expect(characteristics.map(({ verdict }) => verdict)).toEqual([
    'not-recomputable',
    'cannot-be-right',
    'agrees',
    'cannot-be-right',
  ]);
  // R 4.2.2, chisq.test on the counts of the four sets.
  expect(characteristics[1].test?.p).toBeCloseTo(0.693848990504917, 12);
  expect(characteristics[3].test?.p).toBeCloseTo(0.0864554276035837, 12);
  expect(characteristics.flatMap(({ wrongTotals }) => wrongTotals)).toEqual([]);
});

test('a wrong percentage and a column that does not add up are named', () => {
  const [, gender] = table.variables;
  if (gender.kind !== 'counts') throw new Error('expected counts');
  const [male, female] = gender.levels;
  const misprinted = {
    ...gender,
    levels: [
      { ...male, percentages: male.percentages.with(3, 46.1) },
      { ...female, counts: female.counts.with(0, 126) },
    ],
  };
  const [check] = publishedConsistency({
    characteristics: { columns, variables: [misprinted] },
    performance: [],
    pooled: [],
  }).characteristics;
  expect(check.wrongTotals).toEqual([0]);
  expect(check.wrongPercentages.map(({ level, column }) => [level, column])).toEqual([
    ['Male', 3],
    ['Female', 0],
  ]);
});

test('a row gives its table of whole numbers back', () => {
  expect(confusionsBehind(best, 3)).toEqual([{ tp: 30, fn: 13, tn: 137, fp: 47 }]);
  expect(confusionsBehind(best, 1).length).toBeGreaterThan(1);
});

test('numbers that do not fit are named', () => {
  const wrong = { ...best, ppv: 0.41 };
  const study = { characteristics: { columns, variables: [] }, pooled: [] };
  const [check] = publishedConsistency({ ...study, performance: [wrong] }).performance;
  expect(check).toMatchObject({ confusions: [], conflicts: ['ppv'] });
  // 0.7 of 43 would be 30.1 cases.
  const [none] = publishedConsistency({
    ...study,
    performance: [{ ...best, sensitivity: 0.7 }],
  }).performance;
  expect(none).toMatchObject({ confusions: [], conflicts: ['sensitivity'] });
});

test('an interval is held to its AUC and to what DeLong can give', () => {
  const study = { characteristics: { columns, variables: [] }, pooled: [] };
  const checkOf = (row: PublishedRow) =>
    publishedConsistency({ ...study, performance: [row] }).performance[0].auc;
  expect(checkOf(best)).toMatchObject({ centred: true, possible: true });
  expect(checkOf(best)?.standardError).toBeCloseTo(0.159 / 2 / 1.959963984540054, 12);
  expect(checkOf({ ...best, interval: [0.7, 0.838] })).toMatchObject({ centred: false });
  expect(checkOf({ ...best, interval: [0.558, 0.958] })).toMatchObject({ possible: false });
  expect(checkOf({ ...best, interval: null })).toBeNull();
});

test('rounding of printed numbers is allowed for, and a bound that was clipped', () => {
  const study = { characteristics: { columns, variables: [] }, pooled: [] };
  const checkOf = (row: PublishedRow) =>
    publishedConsistency({ ...study, performance: [row] }).performance[0].auc;
  // By hand: sqrt(0.7575 * 0.2425 * (1/42 + 1/183)) = 0.07333 where the width says 0.07347 +- 0.00026.
  const widest = checkOf({ ...best, interval: [0.614, 0.902] });
  expect(widest?.largestStandardError).toBeCloseTo(0.07333, 5);
  expect(widest).toMatchObject({ possible: true });
  expect(checkOf({ ...best, interval: [0.612, 0.904] })).toMatchObject({ possible: false });
  // The middle is 0.759 and may be 0.7585, as the AUC may.
  expect(checkOf({ ...best, interval: [0.68, 0.838] })).toMatchObject({ centred: true });
  expect(checkOf({ ...best, interval: [0.682, 0.838] })).toMatchObject({ centred: false });
  expect(checkOf({ ...best, auc: 0.9, interval: [0.75, 1] })).toMatchObject({ centred: true });
});

test('of all tables that do not fit, the one that disagrees least is told', () => {
  // 16 to 19 of 43 and 120 to 138 of 184: the accuracy prints as 0.6 or 0.7, the PPV as 0.2 or 0.3.
  const row = { ...best, accuracy: 0.6, sensitivity: 0.4, specificity: 0.7, ppv: 0.9, npv: 0.8 };
  const [check] = publishedConsistency({
    characteristics: { columns, variables: [] },
    performance: [row],
    pooled: [],
    printing: { decimals: 1, level: 0.95 },
  }).performance;
  expect(check).toMatchObject({ confusions: [], conflicts: ['ppv'] });
});

test('candidates of a pooled AUC by hand', () => {
  const z = 1.959963984540054;
  const rows = [
    { ...best, auc: 0.8, positives: 10, negatives: 10, interval: [0.8 - 0.1 * z, 0.8 + 0.1 * z] },
    { ...best, auc: 0.7, positives: 5, negatives: 25, interval: [0.7 - 0.05 * z, 0.7 + 0.05 * z] },
  ] as const;
  const [pooled] = publishedConsistency({
    characteristics: { columns, variables: [] },
    performance: rows,
    pooled: [{ model: best.model, auc: 0.75, sd: 0.05 }],
  }).pooled;
  expect(pooled.mean).toBeCloseTo(0.75, 15);
  expect(pooled.weightedMean).toBeCloseTo((20 * 0.8 + 30 * 0.7) / 50, 15);
  expect(pooled.meanError).toBeCloseTo(Math.sqrt(0.1 ** 2 + 0.05 ** 2) / 2, 12);
});

test.each([
  [0.0004, '< 0.001', true],
  [0.002, '<\u2009 0.001', false],
  [0.0484, '0.048', true],
  [0.0486, '0.048', false],
  [0.9995, '> 0.999', true],
  [0.001, '< 0.001', false],
  [0.999, '> 0.999', false],
])('p %d printed as "%s": %s', (p, text, agrees) => {
  expect(pPrintsAs(p, text)).toBe(agrees);
});

test('a text that is no p-value is refused', () => {
  expect(() => pPrintsAs(0.5, 'NS')).toThrow(RangeError);
  expect(() => pPrintsAs(0.5, '')).toThrow(RangeError);
});

interface PaperTable1 {
  readonly columns: readonly { dataset: string; n: number }[];
  readonly rows: readonly {
    label: string;
    kind: string;
    parent: string | null;
    values: readonly { n: number; pct: number }[] | null;
    p: string | null;
  }[];
}

interface PaperTable2 {
  readonly groups: readonly { dataset: string; n_pos: number; n_neg: number }[];
  readonly models: readonly {
    model: string;
    pretrained: boolean;
    rows: readonly (Record<ProportionName, number> & {
      dataset: string;
      auc: number;
      ci: [number, number];
    })[];
    aauc: number;
    aauc_sd: number;
  }[];
}

function paper<T>(name: string): T | undefined {
  const path = sharedFile(`spec/paper/${name}`);
  return path === undefined ? undefined : (JSON.parse(readFileSync(path, 'utf8')) as T);
}

const table1 = paper<PaperTable1>('table1.json');
const table2 = paper<PaperTable2>('table2.json');

test.skipIf(!table1)(
  'Table 1: every count and percentage, two p-values that cannot be right',
  () => {
    if (!table1) return;
    const variables = table1.rows
      .filter(({ p }) => p !== null)
      .map(({ label, kind, p }) => {
        const named = { name: label, p: p ?? '' };
        if (kind === 'mean_sd') return { kind: 'mean-sd' as const, ...named };
        const levels = table1.rows.filter(({ parent }) => parent === label);
        return {
          kind: 'counts' as const,
          ...named,
          levels: levels.map((level) => ({
            name: level.label,
            counts: (level.values ?? []).map(({ n }) => n),
            percentages: (level.values ?? []).map(({ pct }) => pct),
          })),
        };
      });
    const { characteristics, impossibleP } = publishedConsistency({
      characteristics: {
        columns: table1.columns.map(({ dataset, n }) => ({ set: dataset, n })),
        variables,
      },
      performance: [],
      pooled: [],
    });
    expect(characteristics.flatMap(({ wrongPercentages }) => wrongPercentages)).toEqual([]);
    expect(characteristics.flatMap(({ wrongTotals }) => wrongTotals)).toEqual([]);
    expect(impossibleP).toEqual(['Gender', 'Location']);
  },
);

test.skipIf(!table2)('Table 2: one table of whole numbers behind every row', () => {
  if (!table2) return;
  const performance = table2.models.flatMap(({ model, pretrained, rows }) =>
    rows.map(({ dataset, ci, ...row }) => {
      const group = table2.groups.find((each) => each.dataset === dataset);
      return {
        ...row,
        model: `${model} ${pretrained}`,
        set: dataset,
        positives: group?.n_pos ?? 0,
        negatives: group?.n_neg ?? 0,
        interval: ci,
      };
    }),
  );
  const study = publishedConsistency({
    characteristics: { columns: [], variables: [] },
    performance,
    pooled: table2.models.map(({ model, pretrained, aauc, aauc_sd }) => ({
      model: `${model} ${pretrained}`,
      auc: aauc,
      sd: aauc_sd,
    })),
  });
  expect(study.performance).toHaveLength(performance.length);
  for (const [i, { confusions, auc }] of study.performance.entries()) {
    expect(confusions).toHaveLength(1);
    const recomputed = performanceOf(confusions[0]);
    for (const name of ['accuracy', 'sensitivity', 'specificity', 'ppv', 'npv'] as const) {
      expect(recomputed[name]?.toFixed(3)).toBe(performance[i][name].toFixed(3));
    }
    expect(auc).toMatchObject({ centred: true, possible: true });
  }
  for (const { printed, mean, meanError, pooledError } of study.pooled) {
    // The printed SD is that of one AUC over all cases, and the AUC is not the mean of the three.
    expect(Math.abs(printed.sd - pooledError)).toBeLessThan(0.003);
    expect(meanError).toBeGreaterThan(printed.sd);
    expect(Math.abs(printed.auc - mean)).toBeGreaterThan(0.0005);
  }
});
