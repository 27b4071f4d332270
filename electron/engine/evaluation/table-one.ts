import type { TableOne } from '#contract/evaluation/table-one.ts';
import { smdOfContinuous, smdOfProportion } from '#native/evaluation/balance.ts';
import { chiSquare } from '#native/evaluation/chi-square.ts';
import { kruskalWallis } from '#native/evaluation/kruskal-wallis.ts';
import { mean, variance } from '#native/numeric/descriptive.ts';
import { studySets, type PatientFacts } from './score-table.ts';

type Variable = TableOne['variables'][number];
type Fact = Variable['fact'];

type Described = Pick<Variable, 'fact' | 'label'> &
  (
    | { readonly levels: null }
    | { readonly levels: readonly (readonly [value: string, label: string])[] }
  );

/** The study's variables in its order. */
const described: readonly Described[] = [
  { fact: 'ageYears', label: 'Age (years)', levels: null },
  {
    fact: 'sex',
    label: 'Gender',
    levels: [
      ['male', 'Male'],
      ['female', 'Female'],
    ],
  },
  { fact: 'diameterCm', label: 'Maximum Diameter (cm)', levels: null },
  {
    fact: 'density',
    label: 'Density',
    levels: [
      ['solid', 'Solid'],
      ['part-solid', 'Part-Solid'],
    ],
  },
  {
    fact: 'location',
    label: 'Location',
    levels: [
      ['inner', 'Inner'],
      ['middle', 'Middle'],
      ['outer', 'Outer'],
    ],
  },
];

/** Expected counts from which the chi-square approximation is trusted. */
const trustedCount = 5;

/**
 * Table 1: each variable in pN+ and pN- of each set, tested across the sets. Patients without a
 * value are left out of its variable; a set without patients is not there.
 */
export function tableOneOf(patients: readonly PatientFacts[]): TableOne {
  const sets = studySets.filter((set) => patients.some((patient) => patient.set === set));
  const groups = sets.flatMap((set) => [
    { set, label: 1 as const },
    { set, label: 0 as const },
  ]);
  const groupOf = (set: string, label: number): readonly PatientFacts[] =>
    patients.filter((patient) => patient.set === set && patient.label === label);
  const inGroups = groups.map(({ set, label }) => groupOf(set, label));
  const inSets = sets.map((set) => patients.filter((patient) => patient.set === set));
  return {
    groups: groups.map((group, n) => ({ ...group, n: inGroups[n].length })),
    variables: described.map((one): Variable => {
      const { fact, label } = one;
      const smd = sets.map((set) => ({
        set,
        value: differenceOf(one, groupOf(set, 1), groupOf(set, 0)),
      }));
      if (one.levels === null) {
        const test = withMissing(
          continuousTest(inSets.map((set) => numbersOf(set, fact))),
          patients,
          fact,
        );
        const means = inGroups.map((group) => summary(numbersOf(group, fact)));
        return { fact, label, kind: 'continuous', means, levels: [], test, smd };
      }
      const counts = (groupsOfPatients: readonly (readonly PatientFacts[])[], value: string) =>
        groupsOfPatients.map((group) => group.filter((patient) => patient[fact] === value).length);
      const test = categoricalTest(one.levels.map(([value]) => counts(inSets, value)));
      return {
        ...{ fact, label, kind: 'categorical', means: [] },
        levels: one.levels.map(([value, title]) => ({
          label: title,
          counts: counts(inGroups, value),
        })),
        test: withMissing(test, patients, fact),
        smd,
      };
    }),
  };
}

function numbersOf(patients: readonly PatientFacts[], fact: Fact): number[] {
  return patients.map((patient) => patient[fact]).filter((value) => typeof value === 'number');
}

function summary(values: readonly number[]): Variable['means'][number] {
  if (values.length === 0) return null;
  const sd = values.length > 1 ? Math.sqrt(variance(values, 1)) : null;
  const rough = mean(values);
  // Without what summing has rounded away, a mean of 1.35 would be printed as 1.3.
  const lost = mean(values.map((value) => value - rough));
  return { n: values.length, mean: rough + lost, sd };
}

function continuousTest(sets: readonly (readonly number[])[]): Variable['test'] {
  const result = kruskalWallis(sets);
  const name = 'Kruskal-Wallis';
  if (!result) {
    const remark = 'no test: fewer than two sets have values, or all values are the same';
    return { name, statistic: null, df: null, p: null, remark };
  }
  return { name, ...result, remark: null };
}

function categoricalTest(counts: readonly (readonly number[])[]): Variable['test'] {
  const result = chiSquare(counts);
  const name = 'chi-square';
  if (!result) {
    const remark = 'no test: fewer than two sets or two levels have patients';
    return { name, statistic: null, df: null, p: null, remark };
  }
  const { statistic, df, p, smallestExpected } = result;
  const small = smallestExpected < trustedCount;
  const remark = small ? `the smallest expected count is ${smallestExpected.toFixed(1)}` : null;
  return { name, statistic, df, p, remark };
}

/** Adds how many patients a variable is not recorded of. */
function withMissing(
  test: Variable['test'],
  patients: readonly PatientFacts[],
  fact: Fact,
): Variable['test'] {
  const missing = patients.filter((patient) => patient[fact] === null).length;
  if (missing === 0) return test;
  const told = `not recorded of ${missing} of ${patients.length} patients`;
  return { ...test, remark: test.remark === null ? told : `${test.remark}; ${told}` };
}

/** Standardised mean difference, pN+ minus pN-; of a categorical variable the largest of its levels. */
function differenceOf(
  { fact, levels }: Described,
  positive: readonly PatientFacts[],
  negative: readonly PatientFacts[],
): number | null {
  if (levels === null) {
    const difference = smdOfContinuous(numbersOf(positive, fact), numbersOf(negative, fact));
    return difference === null ? null : Math.abs(difference);
  }
  const [a, b] = [positive, negative].map((group) => group.filter((one) => one[fact] !== null));
  if (a.length === 0 || b.length === 0) return null;
  const share = (group: readonly PatientFacts[], value: string): number =>
    group.filter((patient) => patient[fact] === value).length / group.length;
  const differences = levels.map(([value]) => smdOfProportion(share(a, value), share(b, value)));
  const known = differences.filter((difference) => difference !== null);
  return known.length === levels.length ? Math.max(...known.map(Math.abs)) : null;
}
