import { z } from 'zod';
import { setName } from '../procedures/experiments.ts';

/** Sets of which performance is told; nothing is told of the set that trained. */
export const evaluatedSet = setName.exclude(['training']);
export type EvaluatedSet = z.infer<typeof evaluatedSet>;

export const evaluationSettings = z.object({
  /**
   * `locked`: Youden's threshold on internal validation, applied unchanged. `paper`: Youden's on each
   * set by itself, which is optimistic and labelled so. `fixed`: as given.
   */
  threshold: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('locked') }),
    z.object({ mode: z.literal('paper') }),
    z.object({ mode: z.literal('fixed'), value: z.number() }),
  ]),
  /** Of every interval. */
  level: z.number().min(0.5).max(0.999),
  proportionInterval: z.enum(['wilson', 'clopper-pearson']),
  /** Prevalence of pN+ that probabilities are recalibrated to; null: as they are. */
  prevalence: z.number().gt(0).lt(1).nullable(),
  /** The model that the others are compared with; null: all pairs. */
  reference: z.string().nullable(),
});
export type EvaluationSettings = z.infer<typeof evaluationSettings>;
