import type { InferenceSession } from 'onnxruntime-node';

/** What a session computes on. */
export type ExecutionProvider = 'cpu' | 'webgpu' | 'cuda' | 'directml' | 'coreml';

/** A provider as ONNX Runtime knows it. */
export interface ProviderEntry {
  /** Its name there. */
  readonly backend: string;
  readonly config: InferenceSession.ExecutionProviderConfig;
  /** What it needs, for a person. */
  readonly note: string;
}

/** Every provider that this program can use, wherever it runs. */
export const providers: Readonly<Record<ExecutionProvider, ProviderEntry>> = {
  cpu: { backend: 'cpu', config: 'cpu', note: 'The processor; works everywhere.' },
  webgpu: {
    backend: 'webgpu',
    // Images have their channels before their positions; the other layout would transpose around
    // every convolution.
    config: { name: 'webgpu', preferredLayout: 'NCHW' },
    note: 'Any graphics card, by Vulkan, Metal or Direct3D 12; nothing to install.',
  },
  cuda: {
    backend: 'cuda',
    config: 'cuda',
    note: 'NVIDIA cards on Linux; needs CUDA 12, cuDNN 9 and "npx nodewise gpu install".',
  },
  directml: {
    backend: 'dml',
    config: 'dml',
    note: 'Graphics cards on Windows, by Direct3D 12; nothing to install.',
  },
  coreml: {
    backend: 'coreml',
    config: 'coreml',
    note: 'Graphics and neural cores of Apple computers; nothing to install.',
  },
};

export function isProvider(name: string): name is ExecutionProvider {
  return Object.hasOwn(providers, name);
}

/** Why a provider cannot be used here, with the sentence for a person. */
export const obstacles = {
  'not-built': 'ONNX Runtime does not have it on this system.',
  'libraries-missing': 'Its libraries, or those of the card’s maker, are not installed.',
  'no-adapter': 'There is no graphics card that it can use, or the driver can too little.',
  crashed: 'Starting it ended a process, as a faulty graphics driver does.',
  'wrong-result': 'It computes something else than the processor; the driver is not to be trusted.',
  'no-answer': 'It did not answer in time.',
  other: 'It could not be started.',
} as const;

export type ProviderObstacle = keyof typeof obstacles;

/** A provider that cannot be used; the message is ONNX Runtime's own. */
export class ProviderUnavailable extends Error {
  readonly provider: ExecutionProvider;
  readonly obstacle: ProviderObstacle;

  constructor(provider: ExecutionProvider, obstacle: ProviderObstacle, message: string) {
    super(message);
    this.name = 'ProviderUnavailable';
    this.provider = provider;
    this.obstacle = obstacle;
  }
}

/** What ONNX Runtime's messages at a failed start mean; the first that matches. */
const meanings: readonly (readonly [RegExp, ProviderObstacle])[] = [
  [/backend not found/i, 'not-built'],
  [/adapter|vulkan|no cuda-capable device|cuda driver version/i, 'no-adapter'],
  [/shared library|shared object|load library/i, 'libraries-missing'],
];

export function obstacleOf(message: string): ProviderObstacle {
  return meanings.find(([pattern]) => pattern.test(message))?.[1] ?? 'other';
}
