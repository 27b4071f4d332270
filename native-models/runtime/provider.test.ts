import { expect, test } from 'vitest';
import { obstacleOf } from './provider.ts';

// As ONNX Runtime 1.30 and the CUDA runtime write them.
test.each([
  ['no available backend found. ERR: [dml] backend not found.', 'not-built'],
  ['Failed to get a WebGPU adapter: No supported adapters', 'no-adapter'],
  ['CUDA failure 100: no CUDA-capable device is detected', 'no-adapter'],
  ['CUDA failure 35: CUDA driver version is insufficient for CUDA runtime version', 'no-adapter'],
  [
    'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library',
    'libraries-missing',
  ],
  ['libcudnn.so.9: cannot open shared object file', 'libraries-missing'],
  ['CUDA failure 2: out of memory', 'other'],
  ['Protobuf parsing failed.', 'other'],
])('%s: %s', (message, obstacle) => {
  expect(obstacleOf(message)).toBe(obstacle);
});
