import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { evaluatedSet } from '#contract/evaluation/settings.ts';
import { table2Place, table3Place } from '#contract/evaluation/study-places.ts';
import { tableOneVariable } from '#contract/evaluation/table-one.ts';
import { setName } from '#contract/procedures/experiments.ts';

const label = z.union([z.literal(0), z.literal(1)]);
const share = z.number().min(0).max(1);
const variable = tableOneVariable.pick({ fact: true, label: true });
/** As printed: "0.048" or "< 0.001". */
const printedP = z.string().regex(/^(< )?0\.\d{3}$/);

const characteristics = z.object({
  /** The publication that the numbers are typed from. */
  source: z.string(),
  groups: z.array(z.object({ set: setName, label, n: z.number() })),
  variables: z.array(
    z.discriminatedUnion('kind', [
      variable.extend({
        kind: z.literal('continuous'),
        means: z.array(z.object({ mean: z.number(), sd: z.number() })),
        p: printedP,
      }),
      variable.extend({
        kind: z.literal('categorical'),
        levels: z.array(
          z.object({
            label: z.string(),
            counts: z.array(z.number()),
            percentages: z.array(z.number()),
          }),
        ),
        p: printedP,
      }),
    ]),
  ),
});

const performance = z.object({
  source: z.string(),
  sets: z.array(z.object({ set: evaluatedSet, n: z.number(), positives: z.number() })),
  models: z.array(
    z.object({
      place: table2Place,
      aauc: share,
      sd: share,
      sets: z.array(
        z.object({
          set: evaluatedSet,
          accuracy: share,
          sensitivity: share,
          specificity: share,
          ppv: share,
          npv: share,
          auc: share,
          interval: z.tuple([share, share]),
        }),
      ),
    }),
  ),
});

const fusions = z.object({
  source: z.string(),
  models: z.array(
    z.object({
      place: table3Place,
      auc: z.array(z.object({ set: evaluatedSet, auc: share })),
      aauc: share,
      sd: share,
    }),
  ),
});

/** The numbers that the study printed in its tables, to the digits that it printed. */
export interface PublishedTables {
  readonly characteristics: z.infer<typeof characteristics>;
  readonly performance: z.infer<typeof performance>;
  readonly fusions: z.infer<typeof fusions>;
}

/** Reads `resources/published/`. @throws ZodError naming the field. */
export function readPublishedTables(resourcesDir: string): PublishedTables {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(resourcesDir, 'published', `${name}.json`), 'utf8'));
  return {
    characteristics: characteristics.parse(read('table1')),
    performance: performance.parse(read('table2')),
    fusions: fusions.parse(read('table3')),
  };
}
