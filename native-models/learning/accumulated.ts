import type { CutNetwork } from './cut-network.ts';
import type { SessionPool } from './session-pool.ts';
import type { ComputeGradients, ComputePlan } from './whole-batch.ts';

export function accumulated(_n: CutNetwork, _p: ComputePlan, _o: SessionPool): ComputeGradients {
  throw new Error();
}
