import type { CallName, Event, Input, Output, StreamName } from '#contract/contract.ts';
import { tokenHeader } from '#contract/bulk.ts';
import { AppError, type Reply, type WireError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { StoreApi } from 'zustand/vanilla';
import { keepConnected, type Connection, type SignIn, type TokenStore } from './connection.ts';
import { engineLost, sendCall, type OpenWire, type Request, type Wire } from './wire.ts';

export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** Everything that the window can ask of the engine. Components take it as a parameter. */
export interface Engine {
  readonly connection: StoreApi<Connection>;
  readonly signIn: StoreApi<SignIn>;
  /**
   * One call. Waits for a connection, then answers a reply for every outcome of the engine; one
   * that was lost on the way is `engine-lost`. Rejects only when the caller aborts it.
   */
  readonly call: <N extends CallName>(
    name: N,
    input: Input<N>,
    options?: CallOptions,
  ) => Promise<Reply<Output<N>>>;
  /**
   * Events until the signal aborts. After a lost connection it subscribes again, and the first
   * event tells the present state. Throws an `AppError` when the engine refuses the stream.
   */
  readonly watch: <N extends StreamName>(
    name: N,
    input: Input<N>,
    options: { readonly signal: AbortSignal },
  ) => AsyncIterable<Event<N>>;
  /** Fetches a `bulkPath` as the signed-in person; rejects only when the caller aborts it. */
  readonly bulkFetch: (path: string, init?: RequestInit) => Promise<Reply<Response>>;
  /** Remembers or forgets the sign-in of this window. */
  readonly setSignIn: (
    signedIn: { readonly token: string; readonly person: Person } | null,
  ) => void;
}

/** Connects and stays connected for as long as the page lives. */
export function connectEngine(open: OpenWire, tokens: TokenStore): Engine {
  const { connection, signIn, wire } = keepConnected(open, tokens);

  return {
    connection,
    signIn,
    call: async (name, input, options = {}) => {
      const to = await aborted(wire(), options.signal);
      const reply = await sendCall<Output<typeof name>>(to, { name, input }, options.signal);
      if (!reply.ok && reply.error.code === 'sign-in-required') {
        tokens.set(null);
        signIn.setState({ status: 'signed-out' }, true);
      }
      return reply;
    },
    watch: (name, input, { signal }) => watchAgain(wire, { name, input }, signal),
    bulkFetch: async (path, init = {}) => {
      await aborted(wire(), init.signal ?? undefined);
      return sendFetch(path, init, tokens.get());
    },
    setSignIn: (signedIn) => {
      tokens.set(signedIn?.token ?? null);
      signIn.setState(
        signedIn ? { status: 'signed-in', person: signedIn.person } : { status: 'signed-out' },
        true,
      );
    },
  };
}

async function* watchAgain<T>(
  wire: () => Promise<Wire>,
  request: Request,
  signal: AbortSignal,
): AsyncGenerator<T> {
  while (!signal.aborted) {
    const live = await aborted(wire(), signal).catch(() => null);
    if (!live) return;
    let refused: WireError | null = null;
    try {
      const events = (await live.send(['watch'], request, {
        context: {},
        signal,
      })) as AsyncIterable<Reply<T>>;
      for await (const event of events) {
        if (!event.ok) {
          refused = event.error;
          break;
        }
        yield event.value;
      }
    } catch {
      // Lost, or aborted by the caller: the loop's condition tells which.
    }
    if (refused) throw new AppError(refused.code, refused.details);
    // An engine that ends a stream of its own accord is asked again only once it is a new one.
    if (!signal.aborted) await aborted(live.closed, signal).catch(() => undefined);
  }
}

async function sendFetch(
  path: string,
  init: RequestInit,
  token: string | null,
): Promise<Reply<Response>> {
  try {
    const headers = new Headers(init.headers);
    if (token !== null) headers.set(tokenHeader, token);
    const response = await fetch(path, { ...init, headers });
    if (response.ok) return { ok: true, value: response };
    return { ok: false, error: (await response.json()) as WireError };
  } catch {
    init.signal?.throwIfAborted();
    return engineLost;
  }
}

/** The promise, or a rejection as soon as the signal aborts. */
async function aborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  signal.throwIfAborted();
  const stop = Promise.withResolvers<never>();
  const abort = () => stop.reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, stop.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
