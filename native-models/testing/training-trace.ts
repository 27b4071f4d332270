import { readFileSync } from 'node:fs';
import { swinPrefix } from '../architectures/swin/swin.ts';
import { parseSafetensors } from '../graph/safetensors.ts';
import type { Tensor } from '../graph/tensor-type.ts';
import { required } from './network-reference.ts';

type Tensors = ReadonlyMap<string, Tensor>;

export type Trace = ReturnType<typeof readTrace>;

/** Steps of a training as its reference implementation made them; the Swin's names lose a prefix. */
export function readTrace(path: string) {
  const { tensors } = parseSafetensors(readFileSync(path));
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
  return {
    ...{ labels, losses, batches },
    start: part('w0.'),
    end: part('wN.'),
    gradients: part('grad0.'),
    averages: part('ema.'),
  };
}
