import type { z } from 'zod';
import type { Procedure, Stream } from './procedure.ts';
import { annotation } from './procedures/annotation.ts';
import { cases } from './procedures/cases.ts';
import { cohorts } from './procedures/cohort.ts';
import { evaluation } from './procedures/evaluation.ts';
import { experiments } from './procedures/experiments.ts';
import { featureCohort } from './procedures/feature-cohort.ts';
import { featureComparison } from './procedures/feature-comparison.ts';
import { imports } from './procedures/imports.ts';
import { jobs } from './procedures/jobs.ts';
import { risk } from './procedures/risk.ts';
import { segmenters } from './procedures/segmenters.ts';
import { session } from './procedures/session.ts';
import { verification } from './procedures/verification.ts';

/** Every procedure and stream the engine offers; hosts and clients are derived from this table. */
export const contract = {
  ...session,
  ...jobs,
  ...imports,
  ...cases,
  ...annotation,
  ...risk,
  ...featureCohort,
  ...featureComparison,
  ...verification,
  ...experiments,
  ...segmenters,
  ...cohorts,
  ...evaluation,
};
export type Contract = typeof contract;
export type Name = keyof Contract;

export type CallName = { [N in Name]: Contract[N] extends Procedure ? N : never }[Name];
export type StreamName = { [N in Name]: Contract[N] extends Stream ? N : never }[Name];

export type Input<N extends Name> = z.input<Contract[N]['input']>;
export type Parsed<N extends Name> = z.output<Contract[N]['input']>;
export type Output<N extends CallName> = Contract[N] extends Procedure
  ? z.output<Contract[N]['output']>
  : never;
export type Event<N extends StreamName> = Contract[N] extends Stream
  ? z.output<Contract[N]['event']>
  : never;
