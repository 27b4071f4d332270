import type { Reply } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { sendCall, type OpenWire, type Wire } from './wire.ts';

/** `lost` is a connection that was there; `connecting` is the first one. */
export type Connection = 'connecting' | 'connected' | 'lost';

/** Who uses this window; `unknown` until the engine has answered about a kept sign-in. */
export type SignIn =
  | { readonly status: 'unknown' }
  | { readonly status: 'signed-out' }
  | { readonly status: 'signed-in'; readonly person: Person };

/** Where the sign-in token survives a reload of the page. */
export interface TokenStore {
  readonly get: () => string | null;
  readonly set: (token: string | null) => void;
}

/** Milliseconds before the n-th try after a failure: quick at first, then every two seconds. */
const retryDelaysMs = [50, 100, 250, 500, 1000, 2000] as const;

export interface KeptConnection {
  readonly connection: StoreApi<Connection>;
  readonly signIn: StoreApi<SignIn>;
  /** The live connection, as soon as there is one whose sign-in was resumed. */
  readonly wire: () => Promise<Wire>;
}

/** Opens a connection, resumes the sign-in on it, and does so again whenever it is lost. */
export function keepConnected(open: OpenWire, tokens: TokenStore): KeptConnection {
  const connection = createStore<Connection>(() => 'connecting');
  const signIn = createStore<SignIn>(() => ({ status: 'unknown' }));
  let ready = Promise.withResolvers<Wire>();

  void (async () => {
    for (let failures = 0; ;) {
      const wire = await open().catch(() => null);
      if (!wire || !(await resume(wire, tokens, signIn))) {
        await delay(retryDelaysMs[Math.min(failures++, retryDelaysMs.length - 1)]);
        continue;
      }
      failures = 0;
      ready.resolve(wire);
      connection.setState('connected', true);
      await wire.closed;
      ready = Promise.withResolvers<Wire>();
      connection.setState('lost', true);
    }
  })();

  return { connection, signIn, wire: () => ready.promise };
}

/** Signs in with the kept token; false when the connection broke meanwhile. */
async function resume(wire: Wire, tokens: TokenStore, signIn: StoreApi<SignIn>): Promise<boolean> {
  const token = tokens.get();
  if (token === null) {
    signIn.setState({ status: 'signed-out' }, true);
    return true;
  }
  const reply: Reply<Person> = await sendCall(wire, { name: 'session.resume', input: { token } });
  if (!reply.ok && reply.error.code === 'engine-lost') return false;
  if (!reply.ok) tokens.set(null);
  signIn.setState(
    reply.ok ? { status: 'signed-in', person: reply.value } : { status: 'signed-out' },
    true,
  );
  return true;
}

const delay = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
