import { contract, type Name } from '#contract/contract.ts';
import { AppError, type Reply, type WireError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { Access, Procedure, Stream } from '#contract/procedure.ts';
import type { Failures } from './failures.ts';
import type { Call, Connection, Handlers } from './handler.ts';

export interface Request {
  readonly name: string;
  readonly input: unknown;
}

export interface Dispatcher {
  /** Runs one call. Never throws: every outcome, defects included, becomes a plain `Reply`. */
  call(request: Request, connection: Connection, signal: AbortSignal): Promise<Reply<unknown>>;
  /** Follows a stream; ends after the first failure. Never throws. */
  watch(
    request: Request,
    connection: Connection,
    signal: AbortSignal,
  ): AsyncGenerator<Reply<unknown>, void>;
}

export interface DispatchServices {
  readonly handlers: Handlers<Name>;
  readonly authenticate: (token: string | undefined) => Person | undefined;
  readonly failures: Failures;
}

type AnyCall = (input: unknown, call: Call) => Promise<unknown>;
type AnyStream = (input: unknown, call: Call) => AsyncIterable<unknown>;

/** The only place that looks procedures up, checks who may call them, and catches. */
export function dispatcher(services: DispatchServices): Dispatcher {
  const { handlers, authenticate, failures } = services;

  function admit<K extends 'call' | 'stream'>(kind: K, request: Request, connection: Connection) {
    const entry = entryOf(request.name, kind);
    const person = authenticate(connection.token);
    checkAccess(entry.access, request.name, person);
    return { entry, person, input: parseInput(entry, request.input) };
  }

  return {
    call: async (request, connection, signal) => {
      try {
        const { entry, person, input } = admit('call', request, connection);
        // The table's type ties each handler to its own schemas; by name that tie is lost.
        const handle = handlers[request.name as Name] as AnyCall;
        const output = await handle(input, { connection, person, signal });
        return { ok: true, value: (entry as Procedure).output.parse(output) };
      } catch (error) {
        return { ok: false, error: isAbort(error, signal) ? hungUp : failures.toWire(error) };
      }
    },

    watch: async function* (request, connection, signal) {
      try {
        const { entry, person, input } = admit('stream', request, connection);
        const follow = handlers[request.name as Name] as unknown as AnyStream;
        for await (const event of follow(input, { connection, person, signal })) {
          // Signing out or being deactivated ends what is already open, too.
          checkAccess(entry.access, request.name, authenticate(connection.token));
          yield { ok: true, value: (entry as Stream).event.parse(event) };
        }
      } catch (error) {
        if (!signal.aborted) yield { ok: false, error: failures.toWire(error) };
      }
    },
  };
}

/** What answers a caller who has hung up, should it still be listening. */
const hungUp: WireError = { code: 'job-cancelled', details: { jobId: '' } };

/** A page that is left aborts its calls: what they end with then is no defect. */
function isAbort(error: unknown, { aborted, reason }: AbortSignal): boolean {
  if (!aborted) return false;
  return error === reason || (error instanceof Error && error.name === 'AbortError');
}

function entryOf(name: string, kind: 'call' | 'stream'): Procedure | Stream {
  const entry = Object.hasOwn(contract, name) ? contract[name as Name] : undefined;
  if (entry?.kind !== kind) throw new AppError('not-found', { what: 'procedure', id: name });
  return entry;
}

function checkAccess(access: Access, procedure: string, person: Person | undefined): void {
  if (access === 'anyone') return;
  if (!person) throw new AppError('sign-in-required', {});
  if (access === 'signed-in' || access.includes(person.role)) return;
  throw new AppError('not-allowed', { procedure, role: person.role });
}

function parseInput(entry: Procedure | Stream, input: unknown): unknown {
  const parsed = entry.input.safeParse(input);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }));
  throw new AppError('invalid-input', { issues });
}
