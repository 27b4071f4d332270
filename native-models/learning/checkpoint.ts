import { encodeSafetensors, parseSafetensors } from '../graph/safetensors.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import type { Moments } from './adam.ts';
import type { Best, TrainingState, Weights } from './training-state.ts';

/** A run between two epochs, and what it is a run of. */
export interface Checkpoint {
  readonly state: TrainingState;
  /** The run's settings, anything that JSON can hold. */
  readonly settings: unknown;
  /** Of settings and cases: a checkpoint of another run is not gone on from. */
  readonly settingsHash: string;
  readonly codeVersion: string;
}

/** Version of this file's form. */
const FORMAT = '1';

/** Parts of a state as beginnings of tensor names. */
const prefixes = {
  weights: 'weights/',
  averages: 'averages/',
  first: 'first/',
  second: 'second/',
  best: 'best/',
} as const;

/** A safetensors file that holds all of a run; equal checkpoints give equal bytes. */
export function encodeCheckpoint({ state, settings, ...about }: Checkpoint): Uint8Array {
  const { weights, averages, moments, best } = state;
  const tensors = new Map<string, Tensor>();
  const put = (part: keyof typeof prefixes, from: Iterable<readonly [string, Tensor]>): void => {
    for (const [name, value] of from) tensors.set(prefixes[part] + name, value);
  };
  put('weights', weights);
  put('averages', averages);
  const flat = (of: keyof Moments) =>
    [...moments].map(([name, { [of]: data }]) => [name, tensor([data.length], data)] as const);
  put('first', flat('first'));
  put('second', flat('second'));
  if (best) put('best', best.weights);
  const selected = best && { epoch: best.epoch, of: best.of, auc: best.auc };
  return encodeSafetensors({
    tensors,
    metadata: {
      format: FORMAT,
      ...about,
      settings: JSON.stringify(settings),
      progress: JSON.stringify({ step: state.step, epoch: state.epoch, best: selected }),
    },
  });
}

/** @throws RangeError when the bytes are no checkpoint of this form. */
export function parseCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = parseSafetensors(bytes);
  const { format, settings, settingsHash, codeVersion, progress } = metadata;
  if (format !== FORMAT) throw new RangeError(`not a checkpoint of format ${FORMAT}`);
  if (!progress || !settings || settingsHash === undefined || codeVersion === undefined) {
    throw new RangeError('the checkpoint is not complete');
  }
  const part = (name: keyof typeof prefixes): Weights => partOf(tensors, prefixes[name]);
  const { best, ...counts } = parsedProgress(progress);
  const second = part('second');
  const moments = new Map<string, Moments>();
  for (const [name, { data }] of part('first')) {
    const partner = second.get(name);
    if (!partner) throw new RangeError(`the checkpoint has half of the moments of ${name}`);
    moments.set(name, { first: data, second: partner.data });
  }
  const state = {
    ...counts,
    ...{ weights: part('weights'), averages: part('averages'), moments },
    best: best && { ...best, weights: part('best') },
  };
  return { state, settings: JSON.parse(settings), settingsHash, codeVersion };
}

function partOf(tensors: Weights, prefix: string): Weights {
  const part = [...tensors].filter(([name]) => name.startsWith(prefix));
  return new Map(part.map(([name, value]) => [name.slice(prefix.length), value]));
}

interface Progress extends Pick<TrainingState, 'step' | 'epoch'> {
  readonly best: Omit<Best, 'weights'> | null;
}

function parsedProgress(text: string): Progress {
  // What this file's own encoder wrote: the format's number has been compared.
  return JSON.parse(text) as Progress;
}
