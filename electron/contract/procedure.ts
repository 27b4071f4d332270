import type { z } from 'zod';
import type { Role } from './people.ts';

/**
 * Who may call: `anyone` also before sign-in, `signed-in` every role, or the listed roles.
 * The dispatcher enforces it; procedures whose replies hold pathology or predictions never list
 * `annotator`, which is what keeps a reader blind.
 */
export type Access = 'anyone' | 'signed-in' | readonly Role[];

/** One entry of the contract. Pure data: both processes import it, neither implements it here. */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'call';
  readonly access: Access;
  readonly input: I;
  readonly output: O;
}

/** A stream of events: the first one tells the present state, later ones each change. */
export interface Stream<I extends z.ZodType = z.ZodType, E extends z.ZodType = z.ZodType> {
  readonly kind: 'stream';
  readonly access: Access;
  readonly input: I;
  readonly event: E;
}

export function procedure<I extends z.ZodType, O extends z.ZodType>(
  access: Access,
  input: I,
  output: O,
): Procedure<I, O> {
  return { kind: 'call', access, input, output };
}

export function stream<I extends z.ZodType, E extends z.ZodType>(
  access: Access,
  input: I,
  event: E,
): Stream<I, E> {
  return { kind: 'stream', access, input, event };
}
