import { readFileSync } from 'node:fs';
import { swinPrefix } from '../architectures/swin/swin.ts';
import { parseSafetensors } from '../graph/safetensors.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { required } from './network-reference.ts';

type Tensors = ReadonlyMap<string, Tensor>;

export type Trace = ReturnType<typeof readTrace>;

/** Steps of a training as its reference implementation made them; the Swin's names lose a prefix. */
export function readTrace(path: string) {
  const { tensors, metadata } = parseSafetensors(readFileSync(path));
  const part = (prefix: string): Tensors =>
    new Map(
      [...tensors]
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, value]) => [name.slice(prefix.length).replace(swinPrefix, ''), value]),
    );
  const labels = Array.from(required(tensors, 'y').data);
  const losses = required(tensors, 'losses').data;
  const batches = Array.from({ length: losses.length / 2 }, (_, s) => ({
    x: required(tensors, `x${s}`),
    radiomics: required(tensors, `radiomics${s}`),
    labels,
  }));
  const [b1, b2] = metadata['betas'].split(',').map(Number);
  return {
    ...{ labels, losses, batches },
    settings: {
      adam: { betas: [b1, b2] as const, epsilon: Number(metadata['eps']) },
      rate: Number(metadata['lr']),
      decay: Number(metadata['ema']),
    },
    /** Of NT-Xent. */
    temperature: Number(metadata['temperature']),
    start: part('w0.'),
    end: part('wN.'),
    gradients: part('grad0.'),
    averages: part('ema.'),
  };
}
