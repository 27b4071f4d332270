import { z } from 'zod';
import { setName } from '../procedures/experiments.ts';

/** One variable of Table 1 over groups of patients. */
export const tableOneVariable = z.object({
  fact: z.enum(['ageYears', 'sex', 'diameterCm', 'density', 'location']),
  label: z.string(),
  kind: z.enum(['continuous', 'categorical']),
  /** Of a continuous one, in the order of the groups; null where a group is empty. */
  means: z.array(
    z.object({ n: z.number(), mean: z.number(), sd: z.number().nullable() }).nullable(),
  ),
  /** Of a categorical one. */
  levels: z.array(z.object({ label: z.string(), counts: z.array(z.number()) })),
  /** Across the four sets. */
  test: z.object({
    name: z.enum(['Kruskal-Wallis', 'chi-square']),
    statistic: z.number().nullable(),
    df: z.number().nullable(),
    p: z.number().nullable(),
    /** Why there is none, or what to be careful about (small expected counts). */
    remark: z.string().nullable(),
  }),
  /** Largest absolute standardised mean difference of pN+ to pN- within a set. */
  smd: z.array(z.object({ set: setName, value: z.number().nullable() })),
});

export const tableOne = z.object({
  /** pN+ and pN- of each set, in the order of the columns. */
  groups: z.array(
    z.object({ set: setName, label: z.union([z.literal(0), z.literal(1)]), n: z.number() }),
  ),
  variables: z.array(tableOneVariable),
});
export type TableOne = z.infer<typeof tableOne>;
