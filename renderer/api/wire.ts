import type { Reply, WireError } from '#contract/errors.ts';
import type { ClientOptions } from '@orpc/client';

/** One live connection to an engine: an oRPC link and the moment it ends. */
export interface Wire {
  readonly send: (
    path: readonly string[],
    input: unknown,
    options: ClientOptions<Record<never, never>>,
  ) => Promise<unknown>;
  /** Resolves once when the other end is gone; never rejects. */
  readonly closed: Promise<void>;
}

/** Opens a connection; rejects when there is no engine to talk to. */
export type OpenWire = () => Promise<Wire>;

/** What both RPC procedures take: the contract's name for it, and its input. */
export interface Request {
  readonly name: string;
  readonly input: unknown;
}

export const engineLost: { readonly ok: false; readonly error: WireError } = {
  ok: false,
  error: { code: 'engine-lost', details: {} },
};

/** One call over one connection; rejects only when the caller aborts it. */
export async function sendCall<T>(
  wire: Wire,
  request: Request,
  signal?: AbortSignal,
): Promise<Reply<T>> {
  try {
    const options = signal ? { context: {}, signal } : { context: {} };
    return (await wire.send(['call'], request, options)) as Reply<T>;
  } catch {
    signal?.throwIfAborted();
    // The dispatcher answers every failure of its own as a reply; what throws is the connection.
    return engineLost;
  }
}
