import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { randomBytes } from 'node:crypto';

/** One line of the engine log; facts are numbers, codes and ids, never patient data. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly event: string;
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface Log {
  write(entry: LogEntry): void;
  /** Writes a defect in full and returns the id a person can quote. */
  defect(error: unknown): string;
}

const maxBytes = 5_000_000;

/**
 * JSON lines in a file of limited size; the previous one is kept as `.1`. `mirror` receives every
 * line as well (a host's console). Logging never fails its caller: a full disk must not turn one
 * error into two.
 */
export function fileLog(path: string, mirror?: (line: string) => void): Log {
  mkdirSync(dirname(path), { recursive: true });
  const append = (entry: Readonly<Record<string, unknown>>): void => {
    const line = JSON.stringify({ at: new Date().toISOString(), ...entry });
    mirror?.(line);
    try {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) {
        renameSync(path, `${path}.1`);
      }
      appendFileSync(path, `${line}\n`);
    } catch {
      mirror?.('{"level":"warn","event":"log-not-writable"}');
    }
  };
  return {
    write: (entry) => append({ ...entry }),
    defect: (error) => {
      const logId = randomBytes(4).toString('hex');
      append({ level: 'error', event: 'defect', logId, ...describeDefect(error) });
      return logId;
    },
  };
}

/** Name, code, message and stack, without what the message quotes: file names or values. */
function describeDefect(error: unknown): Readonly<Record<string, unknown>> {
  if (!(error instanceof Error)) return { name: typeof error };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  const code = (error as NodeJS.ErrnoException).code;
  return {
    name: error.name,
    message: withoutQuotes(error.message),
    ...(code !== undefined && { code }),
    stack: frames.slice(0, 12).map((line) => line.trim()),
    ...(error.cause !== undefined && { cause: describeDefect(error.cause) }),
  };
}

/** Removes quoted strings and everything that looks like a path. */
function withoutQuotes(message: string): string {
  return message.replace(/(["'`]).*?\1/g, '…').replace(/\S*[\\/]\S*/g, '…');
}
