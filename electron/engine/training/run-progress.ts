import type { Run } from '#contract/procedures/experiments.ts';
import type { TrainMessage } from './train-order.ts';

/** What is known of a run while it computes. */
export interface Progress {
  /** What is shown in place of the stored values. */
  readonly shown: Partial<Pick<Run, 'epoch' | 'step' | 'secondsLeft'>>;
  /** First step of this process, from which its speed is measured. */
  readonly first: { readonly step: number; readonly atMs: number } | null;
}

export interface ProgressNews extends Progress {
  /** Of the whole run, 0 to 1; null while unknown. */
  readonly progress: number | null;
  /** What is going on; undefined when nothing is to be told. */
  readonly stage: string | undefined;
  /** For the log. */
  readonly lines: readonly string[];
}

export function startProgress(): Progress {
  return { shown: {}, first: null };
}

/** What a message of the training process means for a person. */
export function progressOf(before: Progress, run: Run, message: TrainMessage): ProgressNews {
  const same = { ...before, progress: null, stage: undefined, lines: [] };
  switch (message.kind) {
    case 'started': {
      const { parameters, matched } = message;
      const fit = matched === null ? '' : `; ${matched} tensors from the chosen weights`;
      return { ...same, lines: [`The network has ${parameters} parameters${fit}.`] };
    }
    case 'restored':
      return { ...same, lines: [`Going on after epoch ${message.epochs.length}.`] };
    case 'cases':
      return { ...same, stage: `${message.stage}: case ${message.done} of ${message.total}` };
    case 'predicted':
      return { ...same, stage: `predictions: case ${message.done} of ${message.total}` };
    case 'step':
      return stepNews(before, run, message);
    case 'epoch': {
      const { epoch, crossEntropy, auc, averageAuc, seconds } = message.metrics;
      const line = [
        `Epoch ${epoch + 1} of ${run.settings.epochs}: cross-entropy ${crossEntropy.toFixed(4)}`,
        `validation AUC ${shownAuc(auc)}, averaged weights ${shownAuc(averageAuc)}`,
        `${seconds.toFixed(1)} s`,
      ];
      return {
        ...same,
        shown: { ...before.shown, epoch: epoch + 1, step: 0 },
        lines: [`${line.join('; ')}.`],
      };
    }
    case 'done':
    case 'failed':
    case 'defect':
      return same;
  }
}

function stepNews(
  { first }: Progress,
  { settings: { epochs } }: Run,
  { epoch, step, stepsPerEpoch }: Extract<TrainMessage, { kind: 'step' }>,
): ProgressNews {
  const now = performance.now();
  const begun = first ?? { step, atMs: now };
  const done = step - begun.step;
  const left = epochs * stepsPerEpoch - step;
  // Validation at the end of each epoch is in the time of the steps, from the second epoch on.
  const secondsLeft = done === 0 ? null : Math.round(((now - begun.atMs) / 1000 / done) * left);
  const inEpoch = step - epoch * stepsPerEpoch;
  return {
    first: begun,
    shown: { epoch, step: inEpoch, secondsLeft },
    progress: step / (epochs * stepsPerEpoch),
    stage: `epoch ${epoch + 1} of ${epochs}, step ${inEpoch} of ${stepsPerEpoch}`,
    lines: [],
  };
}

function shownAuc(auc: number | null): string {
  return auc === null ? 'unknown' : auc.toFixed(3);
}
