import type { z } from 'zod';
import type { Contract, Name, Parsed } from '#contract/contract.ts';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { Procedure, Stream } from '#contract/procedure.ts';

/** One client of the engine: a window, a browser tab or a terminal. */
export interface Connection {
  /** Set by signing in or resuming, cleared by signing out. */
  token: string | undefined;
}

/** What a handler knows about its caller besides the input. */
export interface Call {
  readonly connection: Connection;
  readonly person: Person | undefined;
  readonly signal: AbortSignal;
}

type Implementation<N extends Name, D> = D extends Procedure
  ? (input: Parsed<N>, call: Call) => Promise<z.input<D['output']>>
  : D extends Stream
    ? (input: Parsed<N>, call: Call) => AsyncIterable<z.input<D['event']>>
    : never;

/** Implementations of the named procedures; a missing one is a compile error. */
export type Handlers<N extends Name> = { readonly [K in N]: Implementation<K, Contract[K]> };

/** The signed-in person of a call to a procedure that is not open to anyone. */
export function personOf(call: Pick<Call, 'person'>): Person {
  if (!call.person) throw new AppError('sign-in-required', {});
  return call.person;
}
