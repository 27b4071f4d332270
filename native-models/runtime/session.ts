import { InferenceSession, listSupportedBackends, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Session } from '../graph/run-session.ts';
import { tensor, type Tensor } from '../graph/tensor-type.ts';

/** What a session computes on. */
export type ExecutionProvider = 'cpu' | 'webgpu' | 'cuda';

export interface SessionOptions {
  readonly provider?: ExecutionProvider;
  /** Threads of the CPU provider; 1 keeps the order of every sum, and so the bytes of the result. */
  readonly threads?: number;
}

/**
 * Loads a model.
 *
 * Its `run` blocks the thread for as long as the model computes, although it returns a promise: a
 * session belongs in a worker thread.
 */
export async function createSession(
  model: Uint8Array,
  { provider = 'cpu', threads }: SessionOptions = {},
): Promise<Session> {
  const session = await InferenceSession.create(model, {
    executionProviders: [provider],
    ...(threads === undefined ? {} : { intraOpNumThreads: threads, interOpNumThreads: threads }),
  });
  return {
    run: async (inputs) => {
      const feeds = Object.entries(inputs).map(
        ([name, { shape, data }]) => [name, new OrtTensor('float32', data, shape)] as const,
      );
      const results = await session.run(Object.fromEntries(feeds));
      return new Map(Object.entries(results).map(([name, value]) => [name, float32(name, value)]));
    },
    dispose: () => session.release(),
  };
}

/** A device the runtime was built for; whether this machine has one shows when a session is made. */
export interface Device {
  readonly name: string;
  /** False where the provider's libraries must be installed apart. */
  readonly bundled: boolean;
}

export function deviceList(): readonly Device[] {
  return listSupportedBackends().map(({ name, bundled }) => ({ name, bundled }));
}

function float32(name: string, { data, dims }: OrtTensor): Tensor {
  if (!(data instanceof Float32Array)) throw new TypeError(`output ${name} is not float32`);
  return tensor(dims, data);
}
