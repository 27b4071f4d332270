import type { Tensor } from './tensor-type.ts';

/** Runs a loaded model: tensors by input name to tensors by output name. */
export type RunSession = (
  inputs: Readonly<Record<string, Tensor>>,
) => Promise<ReadonlyMap<string, Tensor>>;

/** A loaded model that holds memory until it is disposed of. */
export interface Session {
  readonly run: RunSession;
  readonly dispose: () => Promise<void>;
}

/** Loads a model; a parameter, because the core must not know the runtime. */
export type OpenSession = (model: Uint8Array) => Promise<Session>;
