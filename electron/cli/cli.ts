/** `nodewise COMMAND …`: one command on a library. See `exitCode` for how it ends. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { AppError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { version } from '#contract/version.ts';
import { defaultLibrary } from '#engine/library-folder.ts';
import { UsageError, type Answer, type Command, type Given } from './command.ts';
import { commands } from './commands.ts';
import { readGiven } from './given.ts';
import { commandHelp, overview } from './help.ts';
import { run } from './run.ts';
import { allowClosing, printTo } from './standard-streams.ts';
import { terminalProgress } from './terminal-progress.ts';

const shortForms: ReadonlyMap<string, string> = new Map([
  ['-h', '--help'],
  ['-v', '--version'],
]);

const exitCode = { ok: 0, failed: 1, usage: 2, cancelled: 130 } as const;

/** Width of help that goes to a file, and the widest on a terminal. */
const columns = Math.min(process.stdout.columns || 100, 100);

for (const stream of [process.stdout, process.stderr]) allowClosing(stream);
const [name, typed] = commandOf(process.argv.slice(2));
const json = typed.includes('--json');
const progress = terminalProgress(process.stderr);
process.exitCode = await main().catch(report);

async function main(): Promise<number> {
  if (name === '--help') return print(overview(columns));
  if (name === '--version') return print(version);
  const command = commands.get(name);
  if (!command) throw new UsageError(`There is no command "${name}". Try "nodewise --help".`);
  if (typed.includes('--help')) return print(commandHelp(name, command, columns));
  const given = readGiven(command, typed);
  const answer = await (alone(command, given) ?? inLibrary(command, given));
  progress.end();
  await print(given.flag('json') ? JSON.stringify(answer.value, null, 2) : answer.text);
  return answer.failed ? exitCode.failed : exitCode.ok;
}

/** The command and what follows it; `help X` and `X -h` are `X --help`. */
function commandOf(words: readonly string[]): [name: string, typed: string[]] {
  const [first = '--help', ...rest] = words.map((word) => shortForms.get(word) ?? word);
  if (first !== 'help') return [first, rest];
  return rest.length === 0 ? ['--help', []] : [rest[0], ['--help']];
}

/** What needs no library. Ctrl+C ends it between two files, so that each of them is whole. */
function alone(command: Command, given: Given): Promise<Answer> | undefined {
  const stop = (): never => {
    progress.end();
    console.error('Stopped. Files that were written are whole; the others are as they were.');
    process.exit(exitCode.cancelled);
  };
  process.once('SIGINT', stop);
  const answer = command.runAlone?.(given, progress.show);
  if (answer === undefined) process.removeListener('SIGINT', stop);
  return answer;
}

function inLibrary(command: Command, given: Given): Promise<Answer> {
  command.check?.(given);
  const { platform, env } = process;
  const chosen = given.option('data') ?? env.NODEWISE_DATA;
  return run(command, given, {
    dataDir: resolve(
      chosen ?? command.library?.(given) ?? defaultLibrary({ platform, env, home: homedir() }),
    ),
    as: given.option('as'),
    // A passcode on the command line would stay in the shell's history.
    passcode: env.NODEWISE_PASSCODE,
    cancel: interruption(),
    onProgress: progress.show,
  });
}

async function print(text: string): Promise<number> {
  await printTo(process.stdout, text);
  return exitCode.ok;
}

/** Aborts at the first Ctrl+C; a second one ends the process at once. */
function interruption(): AbortSignal {
  const interrupted = new AbortController();
  process.once('SIGINT', () => {
    interrupted.abort();
    process.once('SIGINT', () => process.exit(exitCode.cancelled));
  });
  return interrupted.signal;
}

/** Says what went wrong on standard error, with `--json` also as data on standard output. */
function report(error: unknown): number {
  progress.end();
  if (error instanceof UsageError) {
    console.error(error.message);
    return exitCode.usage;
  }
  if (!(error instanceof AppError)) {
    // A defect of the program; its stack says nothing to the person at the terminal.
    console.error(
      process.env.NODEWISE_TRACE ? error : `This should not have happened: ${String(error)}`,
    );
    return exitCode.failed;
  }
  const wire = error.toWire();
  console.error(describeError(wire));
  if (json) console.log(JSON.stringify({ error: wire }, null, 2));
  return wire.code === 'job-cancelled' ? exitCode.cancelled : exitCode.failed;
}
