import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Session } from '../graph/run-session.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';
import { obstacleOf, providers, ProviderUnavailable, type ExecutionProvider } from './provider.ts';

export interface SessionOptions {
  readonly provider?: ExecutionProvider;
  /** Threads of the CPU provider; 1 keeps the order of every sum, and so the bytes of the result. */
  readonly threads?: number;
  /** Writes nothing on standard error, for trials that may fail. */
  readonly quiet?: boolean;
  /** Path that the name of a profile begins with; ONNX Runtime writes it when disposed of. */
  readonly profile?: string;
}

/** ONNX Runtime's levels of its log. Its warnings are about where nodes were placed. */
const severity = { error: 3, fatal: 4 } as const;

/** An input or output of a model file. */
export interface Port {
  readonly name: string;
  /** ONNX Runtime's name of the element type, e.g. `float32`. */
  readonly type: string;
  /** Elements along each axis; null where the model leaves them open. */
  readonly shape: readonly (number | null)[];
}

/** A session that also tells what its model takes and gives. */
export interface LoadedSession extends Session {
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/**
 * Loads a model.
 *
 * Its `run` blocks the thread for as long as the model computes, although it returns a promise: a
 * session belongs in a worker thread or a process of its own. Inputs and results lie in the
 * processor's memory, so that no result can be read from a device's memory by mistake.
 *
 * @throws ProviderUnavailable when a provider other than the CPU's does not start.
 */
export async function createSession(
  model: Uint8Array,
  { provider = 'cpu', threads, quiet = false, profile }: SessionOptions = {},
): Promise<LoadedSession> {
  const session = await InferenceSession.create(model, {
    executionProviders: [providers[provider].config],
    // With a plan of its memory a session takes all of it once more at its second run.
    enableMemPattern: false,
    logSeverityLevel: quiet ? severity.fatal : severity.error,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads, interOpNumThreads: threads }),
    ...(profile === undefined ? {} : { enableProfiling: true, profileFilePrefix: profile }),
  }).catch((error: unknown) => {
    throw provider === 'cpu' ? error : asUnavailable(provider, error);
  });
  return {
    inputs: session.inputMetadata.map(portOf),
    outputs: session.outputMetadata.map(portOf),
    run: async (inputs) => {
      const feeds = Object.entries(inputs).map(
        ([name, { shape, data }]) => [name, new OrtTensor('float32', data, shape)] as const,
      );
      const results = await session.run(Object.fromEntries(feeds));
      return new Map(Object.entries(results).map(([name, value]) => [name, float32(name, value)]));
    },
    dispose: async () => {
      if (profile !== undefined) session.endProfiling();
      await session.release();
    },
  };
}

/** A failure that has nothing to do with the provider is the model's own and stays what it is. */
function asUnavailable(provider: ExecutionProvider, error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const obstacle = obstacleOf(message);
  return obstacle === 'other' ? error : new ProviderUnavailable(provider, obstacle, message);
}

function portOf(metadata: InferenceSession.ValueMetadata): Port {
  if (!metadata.isTensor) return { name: metadata.name, type: 'no tensor', shape: [] };
  const { name, type, shape } = metadata;
  return { name, type, shape: shape.map((n) => (typeof n === 'number' ? n : null)) };
}

function float32(name: string, { data, dims }: OrtTensor): Tensor {
  if (!(data instanceof Float32Array)) throw new TypeError(`output ${name} is not float32`);
  return tensor(dims, data);
}
