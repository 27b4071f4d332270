import type { Session } from '../graph/run-session.ts';
import { tensor, type Shape } from '../graph/tensor-type.ts';
import { augmentedCrop } from './augmentation.ts';
import type { Sample } from './batch.ts';
import { centralCrop } from './crop.ts';
import { randomFor } from './derived-random.ts';
import { viewsOf, type TrainingSettings } from './settings.ts';
import { required } from './train-step.ts';
import type { LoadCase, TrainingCase } from './training-case.ts';

/** Where samples come from. */
export interface SampleSource {
  /** Of one sample's x. */
  readonly shape: Shape;
  /** @param at Place in the run, which decides what is random. */
  training(id: string, at: { readonly epoch: number; readonly position: number }): Promise<Sample>;
  validation(id: string): Promise<Sample>;
}

/** Crops, cut anew at every access. */
export function cropSource(load: LoadCase, settings: TrainingSettings): SampleSource {
  const { inputSize, seed } = settings;
  return {
    shape: [1, inputSize, inputSize, inputSize],
    training: async (id, { epoch, position }) => {
      const random = randomFor(seed, 'augmentation', epoch, position);
      const patient = await load(id);
      const x = settings.augmentation
        ? augmentedCrop(patient, inputSize, random)
        : centralCrop(patient, inputSize);
      return sampleOf(patient, x);
    },
    validation: async (id) => {
      const patient = await load(id);
      return sampleOf(patient, centralCrop(patient, inputSize));
    },
  };
}

export interface CachedSourceOptions {
  readonly load: LoadCase;
  readonly settings: TrainingSettings;
  readonly training: readonly string[];
  readonly validation: readonly string[];
  /** Of the lower part with its weights: `x` to `cut`, one patient. */
  readonly session: Session;
  /** Called after each crop. @throws to stop. */
  readonly onProgress: (done: number, total: number) => void;
}

/**
 * What the frozen part of a network makes of every patient, computed once and kept: of the central
 * crop for validation, of a fixed number of views for training, one of which is drawn at each access.
 */
export async function cachedSource(options: CachedSourceOptions): Promise<SampleSource> {
  const { load, settings, training, validation, session } = options;
  const { inputSize, seed } = settings;
  const views = viewsOf(settings);
  const total = training.length * views + validation.length;
  let done = 0;
  let shape: Shape = [];
  const features = async (crop: Float32Array): Promise<Float32Array> => {
    const edge = [inputSize, inputSize, inputSize];
    const cut = required(await session.run({ x: tensor([1, 1, ...edge], crop) }), 'cut');
    shape = cut.shape.slice(1);
    done += 1;
    options.onProgress(done, total);
    return cut.data;
  };

  const trained = new Map<string, readonly Sample[]>();
  for (const [index, id] of training.entries()) {
    const patient = await load(id);
    const samples: Sample[] = [];
    for (let view = 0; view < views; view += 1) {
      const crop =
        views === 1
          ? centralCrop(patient, inputSize)
          : augmentedCrop(patient, inputSize, randomFor(seed, 'views', index, view));
      samples.push(sampleOf(patient, await features(crop)));
    }
    trained.set(id, samples);
  }
  const validated = new Map<string, Sample>();
  for (const id of validation) {
    const patient = await load(id);
    validated.set(id, sampleOf(patient, await features(centralCrop(patient, inputSize))));
  }
  return {
    shape,
    training: async (id, { epoch, position }) => {
      const samples = known(trained, id);
      const random = randomFor(seed, 'augmentation', epoch, position);
      return samples[random.integer(samples.length)];
    },
    validation: async (id) => known(validated, id),
  };
}

function sampleOf({ radiomics, label, auxiliary }: TrainingCase, x: Float32Array): Sample {
  return { x, radiomics, label, ...(auxiliary && { auxiliary }) };
}

function known<T>(of: ReadonlyMap<string, T>, id: string): T {
  const found = of.get(id);
  if (found === undefined) throw new RangeError('a case that is not of this run');
  return found;
}
