import { timingSafeEqual } from 'node:crypto';

/** What the browser host was started with; unchanged when its server process is restarted. */
export interface Admission {
  readonly port: number;
  /** In the printed URL; exchanged once for the cookie. Null once it was used. */
  readonly startToken: string | null;
  /** Value of the cookie that admits a browser. */
  readonly cookieSecret: string;
}

/** The parts of a request that decide whether it is let in. */
export interface Knock {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: {
    readonly host?: string | undefined;
    readonly origin?: string | undefined;
    readonly cookie?: string | undefined;
    readonly 'sec-fetch-site'?: string | string[] | undefined;
  };
}

/**
 * `exchange`: a first load with a good token, to be answered with the cookie. `known` says by the
 * reason why a person who sees the refusal in a browser was not let in.
 */
export type Verdict =
  | { readonly kind: 'in' }
  | { readonly kind: 'exchange' }
  | {
      readonly kind: 'out';
      readonly reason: 'wrong-host' | 'wrong-origin' | 'wrong-token' | 'no-cookie';
    };

/**
 * Decides about a request or a WebSocket handshake. The host check defeats DNS rebinding (a
 * foreign name that resolves to the loopback address); the origin check defeats pages of other
 * sites; the cookie keeps other users of the same machine out.
 */
export function admit(admission: Admission, knock: Knock, upgrade = false): Verdict {
  const { host, origin } = knock.headers;
  const hosts = [`127.0.0.1:${admission.port}`, `localhost:${admission.port}`];
  if (host === undefined || !hosts.includes(host)) return { kind: 'out', reason: 'wrong-host' };

  // Browsers send the origin with every handshake and every request that changes something.
  const needsOrigin = upgrade || !['GET', 'HEAD'].includes(knock.method);
  if (origin === undefined ? needsOrigin : origin !== `http://${host}`) {
    return { kind: 'out', reason: 'wrong-origin' };
  }

  const token = startToken(knock);
  if (token !== undefined && !upgrade) {
    if (admission.startToken !== null && sameSecret(token, admission.startToken)) {
      return { kind: 'exchange' };
    }
    // Reloading the printed link in the browser that used it is harmless.
    if (!hasCookie(admission, knock)) return { kind: 'out', reason: 'wrong-token' };
  }
  if (!hasCookie(admission, knock)) return { kind: 'out', reason: 'no-cookie' };

  const site = knock.headers['sec-fetch-site'];
  // The first load comes from the address bar or a terminal; nothing else may come from elsewhere.
  const foreign = site === 'cross-site' || site === 'same-site';
  return foreign ? { kind: 'out', reason: 'wrong-origin' } : { kind: 'in' };
}

/** Cookies are shared by all ports of a host, so the name tells two running instances apart. */
export function cookieName(port: number): string {
  return `nodewise-${port}`;
}

/** The `Set-Cookie` value that admits the browser until it is closed. */
export function admissionCookie({ port, cookieSecret }: Admission): string {
  return `${cookieName(port)}=${cookieSecret}; HttpOnly; SameSite=Strict; Path=/`;
}

function startToken({ method, url }: Knock): string | undefined {
  const [path, query] = url.split('?');
  if (method !== 'GET' || path !== '/' || query === undefined) return undefined;
  return new URLSearchParams(query).get('start') ?? undefined;
}

function hasCookie({ port, cookieSecret }: Admission, { headers }: Knock): boolean {
  const prefix = `${cookieName(port)}=`;
  return (headers.cookie ?? '')
    .split('; ')
    .some((pair) => pair.startsWith(prefix) && sameSecret(pair.slice(prefix.length), cookieSecret));
}

/** Compares in constant time, so that a secret cannot be guessed letter by letter. */
function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
