import type { NetworkSpec } from '../architectures/network.ts';
import type { Formulations } from '../graph/formulations.ts';
import type { OpenSession } from '../graph/run-session.ts';

import type { TrainingSettings } from './settings.ts';
import type { StepLosses } from './train-step.ts';
import type { LoadCase } from './training-case.ts';
import type { TrainingState } from './training-state.ts';

/** The cases of a run by their ids, which `load` understands. */
export interface RunCases {
  readonly training: readonly string[];
  readonly validation: readonly string[];
  /** 0: pN-, 1: pN+; of every case. */
  readonly labels: ReadonlyMap<string, 0 | 1>;
}

/** What an `AbortSignal` is to the core. */
export interface Cancellation {
  /** Throws once the run shall end. */
  throwIfAborted(): void;
}

export interface StepReport extends StepLosses {
  /** Counted from 0. */
  readonly epoch: number;
  /** Steps of the run so far. */
  readonly step: number;
  readonly stepsPerEpoch: number;
}

/** What is known of an epoch at its end; losses are means over its cases. */
export interface EpochReport extends StepLosses {
  /** Counted from 0. */
  readonly epoch: number;
  readonly learningRate: number;
  /** On internal validation; null where it has one class only. */
  readonly auc: number | null;
  /** The same of the averaged copy. */
  readonly averageAuc: number | null;
}

/** All that a run needs. */
export interface TrainingRun {
  readonly settings: TrainingSettings;
  readonly spec: NetworkSpec;
  readonly cases: RunCases;
  readonly load: LoadCase;
  /** `startState`, or that of a checkpoint of the same run; changed in place. */
  readonly state: TrainingState;
  readonly open: OpenSession;
  readonly formulations: Formulations;
  /** Asked between steps, and between patients where they are computed one by one. */
  readonly signal?: Cancellation;
  /** After each crop whose features the frozen part has computed, before the first step. */
  readonly onPrepare?: (done: number, total: number) => void;
  readonly onStep?: (report: StepReport) => void;
  /** Awaited, with the state of a whole epoch: the moment for a checkpoint. */
  readonly onEpoch?: (report: EpochReport, state: TrainingState) => Promise<void> | void;
}

/** Labels of a set in its order. @throws RangeError when one is missing. */
export function labelsOf(
  { labels, ...sets }: RunCases,
  set: 'training' | 'validation',
): readonly number[] {
  return sets[set].map((id) => {
    const label = labels.get(id);
    if (label === undefined) throw new RangeError('a case of the run has no label');
    return label;
  });
}
