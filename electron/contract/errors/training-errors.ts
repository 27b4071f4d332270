import type { SentencesOf } from './sentences-of.ts';

/** Failures of experiments, their weights and their devices. */
export interface TrainingErrors {
  'weights-unreadable': { readonly file: string; readonly reason: string };
  /** Weights of which not one tensor has a place in the network. */
  'weights-unfit': { readonly name: string; readonly network: string };
  'device-unavailable': { readonly device: string; readonly reason: string };
  /** Cases of a run that cannot be prepared, by their codes, each with a sentence. */
  'cases-unusable': {
    readonly cases: readonly { readonly code: string; readonly problem: string }[];
  };
  'training-out-of-memory': {
    readonly batch: number;
    readonly inputSize: number;
    readonly width: number;
    readonly normalisation: string;
  };
  /** A loss that is no number any more. */
  'training-diverged': { readonly epoch: number; readonly learningRate: number };
  'run-not-startable': { readonly runId: string; readonly state: string };
  'run-not-done': { readonly runId: string; readonly state: string };
  /** A trained network that the risk station cannot use, and why. */
  'model-unfit': { readonly reason: string };
}

export const trainingSentences: SentencesOf<TrainingErrors> = {
  'weights-unreadable': ({ file, reason }) =>
    `"${file}" cannot be read as weights: ${reason}. Nothing was stored.`,
  'weights-unfit': ({ name, network }) =>
    `No tensor of "${name}" fits ${network} by name and shape. Choose other weights, or the network that they belong to.`,
  'device-unavailable': ({ device, reason }) =>
    `The device "${device}" cannot be used here: ${reason} Choose another one.`,
  'cases-unusable': ({ cases }) =>
    `${cases.length === 1 ? 'A case' : `${cases.length} cases`} cannot be used as they are. ${cases
      .slice(0, shownCases)
      .map(({ code, problem }) => `${code}: ${problem}`)
      .join(
        ' ',
      )}${cases.length > shownCases ? ` And ${cases.length - shownCases} more.` : ''} An experiment keeps the masks that it began with: correct them, then create it again.`,
  'training-out-of-memory': ({ batch, inputSize, width, normalisation }) =>
    `The machine's memory did not suffice for a batch of ${batch} at ${inputSize}³ and width ${width}. ${normalisation === 'batch' ? 'Choose "two-pass" or "frozen" normalisation, which take one patient at a time; or a smaller batch' : 'Choose a smaller input'}, or a narrower network. What was learned up to the last whole epoch is kept.`,
  'training-diverged': ({ epoch, learningRate }) =>
    `The loss became infinite in epoch ${epoch + 1}. Choose a learning rate below ${learningRate}. What was learned before is kept.`,
  'run-not-startable': ({ state }) => `This run is ${state} and cannot be started.`,
  'run-not-done': ({ state }) => `This run is ${state}; only a run that is done can be used here.`,
  'model-unfit': ({ reason }) =>
    `This network cannot be used by the Risk station: ${reason}. It was not added.`,
};

/** Cases that one sentence names. */
const shownCases = 8;
