import type { ArgsDef } from 'citty';
import type { CallName, Input, Output } from '#contract/contract.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { LocalClient } from '#engine/local-client.ts';

/** What a command answers: the value for `--json`, and the same for a person to read. */
export interface Answer {
  readonly value: unknown;
  readonly text: string;
  /** The answer is a bad one, and scripts shall notice. */
  readonly failed?: boolean;
}

/** What a command may use. A refused call throws its `AppError`. */
export interface Session {
  readonly call: <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>;
  /**
   * Follows a job to its end, showing progress, under a name where one is given; throws what it failed
   * with, or its cancelling.
   */
  readonly finish: (jobId: string, name?: string) => Promise<Job>;
  readonly watch: LocalClient['watch'];
  /** Aborted by Ctrl+C. */
  readonly interrupted: AbortSignal;
  /** Shows what is going on, on a line that the next call replaces. */
  readonly show: (line: string) => void;
  /** Signs in as the person of `--as`, or as the command line's own. */
  readonly signIn: () => Promise<void>;
}

/** The words after the command, and its options by name. */
export interface Given {
  readonly words: readonly string[];
  readonly option: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean;
}

/** One command of the table. */
export interface Command {
  readonly description: string;
  /** The forms of its words, e.g. ["list", "import FILE…"]; none where it takes none. */
  readonly words: readonly string[];
  /** What may be typed after "nodewise ", for the help. */
  readonly examples: readonly [string, ...string[]];
  /** Options besides the common ones. */
  readonly options: ArgsDef;
  /** Options that may be given several times; their values are joined by commas. */
  readonly repeatable?: readonly string[];
  /** Runs before sign-in only where the library may still be empty. */
  readonly signedIn: boolean;
  /** Finds mistakes in what was typed, before a library is opened or made. @throws UsageError */
  readonly check?: (given: Given) => unknown;
  readonly run: (session: Session, given: Given) => Promise<Answer>;
  /** The library's folder where neither --data nor the environment names one; else the usual one. */
  readonly library?: (given: Given) => string | undefined;
  /** Answers without a library where what was typed needs none; then `run` is not called. */
  readonly runAlone?: (given: Given, show: Session['show']) => Promise<Answer> | undefined;
}

/** A mistake in what was typed, told in one sentence. */
export class UsageError extends Error {}

/** Options that every command has. */
export const commonOptions = {
  json: { type: 'boolean', description: 'answer as JSON on standard output' },
  data: {
    type: 'string',
    valueHint: 'DIR',
    description: "the library's folder; else that of NODEWISE_DATA, or the workstation's own",
  },
  as: {
    type: 'string',
    valueHint: 'NAME',
    description:
      "the person to act as, with the passcode of NODEWISE_PASSCODE; else the terminal's own",
  },
} as const satisfies ArgsDef;
