import type { RunEstimate, RunSettings } from '#contract/procedures/experiments.ts';
import { estimateRun, type EstimatedRun } from '#native/learning/estimate.ts';
import { networkSpec, trainingSettings } from './run-settings.ts';

/** Something that this machine has computed, and how long it took. */
export interface Measured {
  readonly settings: RunSettings;
  readonly cases: EstimatedRun['cases'];
  /** Of one epoch, with its evaluation. */
  readonly epochSeconds: number;
}

export interface EstimateOrder {
  readonly settings: RunSettings;
  readonly cases: EstimatedRun['cases'];
  readonly measured: Measured;
  readonly availableBytes: number;
}

/** Features that a run fuses, where the selection finds enough of them. */
const radiomicsCount = 10;
/** Longer than this somebody would want to know another way. */
const patienceSeconds = 2 * 24 * 3600;

/** What a run will ask of this machine, and what to change where that is too much. */
export function estimateOn(order: EstimateOrder): RunEstimate {
  const secondsPerWork = rateOf(order.measured);
  const { stepsPerEpoch: _, ...estimate } = estimateAt(order, order.settings, secondsPerWork);
  const { availableBytes } = order;
  const fits = estimate.peakBytes < availableBytes;
  const isLong = estimate.totalSeconds > patienceSeconds;
  return {
    ...{ ...estimate, availableBytes, fits },
    suggestion: fits && !isLong ? null : suggestion(order, secondsPerWork, fits),
  };
}

function estimateAt(
  { cases }: Pick<EstimateOrder, 'cases'>,
  settings: RunSettings,
  secondsPerWork: number,
): ReturnType<typeof estimateRun> {
  const spec = networkSpec(settings, radiomicsCount);
  return estimateRun({ spec, settings: trainingSettings(settings), cases, secondsPerWork });
}

/** Seconds for each unit of a graph's work, as the measured epoch took them. */
function rateOf({ settings, cases, epochSeconds }: Measured): number {
  const { totalSeconds } = estimateAt({ cases }, { ...settings, epochs: 1 }, 1);
  return epochSeconds / totalSeconds;
}

interface Change {
  readonly text: string;
  readonly apply: (settings: RunSettings) => RunSettings;
}

/** From what changes the result least to what changes it most. */
const changes: readonly Change[] = [
  {
    text: '"two-pass" normalisation, which takes one patient at a time',
    apply: (settings) => ({ ...settings, normalisation: 'two-pass' }),
  },
  {
    text: 'a batch of 4',
    apply: (settings) => ({ ...settings, batch: Math.min(4, settings.batch) }),
  },
  {
    text: 'learning the last stage alone, on features that are computed once',
    apply: (settings) => ({ ...settings, learns: 'last-stage' }),
  },
  {
    text: 'images of 64 mm',
    apply: (settings) => ({ ...settings, inputSize: Math.min(64, settings.inputSize) }),
  },
  {
    text: 'a quarter of the width at 48 mm',
    apply: (settings) => ({
      ...settings,
      width: Math.min(0.25, settings.width),
      inputSize: Math.min(48, settings.inputSize),
    }),
  },
];

/** The first change after which the run fits and takes bearable time; all are tried on their own. */
function suggestion(order: EstimateOrder, secondsPerWork: number, fits: boolean): string {
  const problem = fits
    ? 'This would take days on this device.'
    : 'This machine has too little free memory for it.';
  const helpful = changes.find(({ apply }) => {
    const { peakBytes, totalSeconds } = estimateAt(order, apply(order.settings), secondsPerWork);
    return peakBytes < order.availableBytes && totalSeconds < patienceSeconds;
  });
  return helpful
    ? `${problem} Possible here: ${helpful.text}.`
    : `${problem} Choose a narrower network, smaller images, or a graphics card.`;
}
