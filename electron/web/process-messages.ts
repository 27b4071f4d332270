import type { Admission } from './gate.ts';

/** What the supervisor tells a new server process; secrets do not travel by command line. */
export interface ServerStart {
  readonly admission: Admission;
  readonly dataDir: string;
  readonly pageFolder: string;
  readonly demo: boolean;
}

/** What the server process tells its supervisor. `failed`: it cannot run and says why. */
export type ServerNews =
  | { readonly kind: 'listening'; readonly port: number }
  | { readonly kind: 'token-used' }
  | { readonly kind: 'failed'; readonly sentence: string };
