import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seededRandom, shuffledIndices } from '#native/numeric/random.ts';
import { studySets, type PatientFacts } from './score-table.ts';
import { tableOneOf } from './table-one.ts';

const printed = join(process.env.NODEWISE_SHARED ?? '../shared', 'spec/paper/table1.json');

interface Printed {
  readonly rows: readonly {
    readonly label: string;
    readonly kind: string;
    readonly values: readonly { readonly n: number; readonly pct: number }[] | null;
  }[];
}

const values = {
  Male: ['sex', 'male'],
  Female: ['sex', 'female'],
  Solid: ['density', 'solid'],
  'Part-Solid': ['density', 'part-solid'],
  Inner: ['location', 'inner'],
  Middle: ['location', 'middle'],
  Outer: ['location', 'outer'],
} as const;

function patient(n: number, facts: Partial<PatientFacts>): PatientFacts {
  return {
    ...{ code: `P-${n}`, set: 'training', label: 0, ageYears: null, sex: null },
    ...{ diameterCm: null, density: null, location: null },
    ...facts,
  };
}

/** The patients of the published table as far as its counts tell them. */
function publishedPatients(): PatientFacts[] {
  const { rows } = JSON.parse(readFileSync(printed, 'utf8')) as Printed;
  const facts: Record<string, Partial<PatientFacts>[]> = {};
  for (const row of rows.filter(({ kind }) => kind === 'count')) {
    const [fact, value] = values[row.label as keyof typeof values];
    for (const [group, cell] of (row.values ?? []).entries()) {
      for (let i = 0; i < cell.n; i += 1) {
        (facts[`${fact} ${group}`] ??= []).push({ [fact]: value });
      }
    }
  }
  return Array.from({ length: 8 }, (_, group) => group).flatMap((group) =>
    (facts[`sex ${group}`] ?? []).map((sex, n) =>
      patient(1000 * group + n, {
        ...{ set: studySets[group >> 1], label: group % 2 === 0 ? 1 : 0 },
        ...sex,
        ...facts[`density ${group}`]?.[n],
        ...facts[`location ${group}`]?.[n],
      }),
    ),
  );
}

// SciPy 1.17.1, chi2_contingency of the printed counts over the four sets: gender 0.69416, location
// 0.0864554 (df 6).
test.skipIf(!existsSync(printed))('the published counts, and the p-values that follow', () => {
  const { groups, variables } = tableOneOf(publishedPatients());
  expect(groups.map(({ n }) => n)).toEqual([235, 235, 101, 101, 43, 184, 99, 327]);
  const [, sex, , , location] = variables;
  expect(sex.levels[0].counts).toEqual([108, 101, 47, 42, 21, 90, 46, 146]);
  expect(sex.test.p?.toFixed(3)).toBe('0.694');
  expect(sex.test.df).toBe(3);
  expect(location.test.p).toBeCloseTo(0.0864554, 7);
  expect(location.test.df).toBe(6);
});

test('means, deviations and the test of a continuous variable', () => {
  // SciPy 1.17.1: kruskal([1, 2, 3, 4], [5, 6, 7, 9]) = 5.333333, p 0.020921.
  const ages = { training: [1, 2, 3, 4], validation: [5, 6, 7, 9] } as const;
  const patients = (['training', 'validation'] as const).flatMap((set, s) =>
    ages[set].map((ageYears, n) =>
      patient(10 * s + n, { set, label: n < 2 ? 1 : 0, ageYears, sex: 'male' }),
    ),
  );
  const [age, sex, diameter] = tableOneOf(patients).variables;
  expect(age.means[3]).toEqual({ n: 2, mean: 8, sd: Math.SQRT2 });
  expect(age.test.statistic).toBeCloseTo(16 / 3, 10);
  expect(age.test.p).toBeCloseTo(0.0209213, 6);
  // Means 1.5 and 3.5, both variances one half.
  expect(age.smd[0].value).toBeCloseTo(2 / Math.SQRT1_2, 12);
  expect(sex.test).toMatchObject({ p: null, remark: expect.stringContaining('no test') as string });
  expect(sex.smd[0].value).toBe(0);
  expect(diameter.means).toEqual([null, null, null, null]);
  expect(diameter.test.remark).toContain('not recorded of 8 of 8');
  expect(diameter.smd[0].value).toBeNull();
});

test('a mean whose decimal is a half case is that decimal, though the sum was rounded', () => {
  // Six diameters with the sum 8.1; added one by one in doubles their mean is 1.3499999999999999.
  const diameters = [1.3, 1.8, 0.8, 1.8, 1.2, 1.2];
  const patients = diameters.map((diameterCm, n) => patient(n, { label: 1, diameterCm }));
  const mean = tableOneOf(patients).variables[2].means[0]?.mean;
  expect(mean).toBe(1.35);
});

/** Sixty patients of whom not everything is recorded. */
function randomPatients(seed: number): PatientFacts[] {
  const random = seededRandom(seed);
  const oneOf = <T>(values: readonly T[]): T => values[random.integer(values.length)];
  return Array.from({ length: 60 }, (_, n) =>
    patient(n, {
      ...{ set: studySets[n % studySets.length], label: oneOf([0, 1] as const) },
      ...{ ageYears: oneOf([50, 55, 61.5, 64, 70, null]), diameterCm: oneOf([1, 1.5, 2.25]) },
      ...{ sex: oneOf(['male', 'female', null] as const), density: oneOf(['solid', 'part-solid']) },
      location: oneOf(['inner', 'middle', 'outer'] as const),
    }),
  );
}

test.each([1, 2, 3, 4])('order, copies and a longer unit of random patients, seed %i', (seed) => {
  const patients = randomPatients(seed);
  const once = tableOneOf(patients);
  const order = shuffledIndices(patients.length, seededRandom(100 + seed));
  const moved = tableOneOf(order.map((n) => patients[n]));
  const twice = tableOneOf([...patients, ...patients]);
  const inMillimetres = tableOneOf(
    patients.map((one) => ({ ...one, diameterCm: one.diameterCm && 10 * one.diameterCm })),
  );
  for (const table of [moved, inMillimetres]) expect(table.groups).toEqual(once.groups);
  for (const [v, { kind, test: found, means, levels, smd }] of once.variables.entries()) {
    const [other, more, scaled] = [moved, twice, inMillimetres].map(
      ({ variables }) => variables[v],
    );
    expect(other.levels).toEqual(levels);
    expect(more.levels).toEqual(
      levels.map(({ label, counts }) => ({ label, counts: counts.map((count) => 2 * count) })),
    );
    const statistic = found.statistic ?? NaN;
    for (const same of [other, scaled]) {
      expect(same.test.remark).toBe(found.remark);
      expect(same.test.statistic).toBeCloseTo(statistic, 10);
      expect(same.test.p).toBeCloseTo(found.p ?? NaN, 10);
      expect(same.smd).toEqual(
        smd.map(({ set, value }) => ({
          set,
          value: value === null ? null : (expect.closeTo(value, 10) as number),
        })),
      );
    }
    // Chi-square is a sum over patients; Kruskal-Wallis is (n - 1) times a share of variance.
    const n = patients.filter((one) => one[once.variables[v].fact] !== null).length;
    const growth = kind === 'categorical' ? 2 : (2 * n - 1) / (n - 1);
    expect(more.test.statistic).toBeCloseTo(growth * statistic, 9);
    expect(more.means.map((group) => group?.mean)).toEqual(
      means.map((group) => expect.closeTo(group?.mean ?? NaN, 12) as number),
    );
  }
});
