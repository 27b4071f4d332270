/** `nodewise COMMAND …`: one command on a library. See `exitCode` for how it ends. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { AppError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { defaultLibrary } from '#engine/library-folder.ts';
import { UsageError } from './command.ts';
import { commands } from './commands.ts';
import { readGiven } from './given.ts';
import { commandHelp, overview } from './help.ts';
import { run } from './run.ts';
import { terminalProgress } from './terminal-progress.ts';

const exitCode = { ok: 0, failed: 1, usage: 2, cancelled: 130 } as const;

const [name = '--help', ...typed] = process.argv.slice(2);
const json = typed.includes('--json');
const progress = terminalProgress(process.stderr);
process.exitCode = await main().catch(report);

async function main(): Promise<number> {
  if (name === '--help' || name === 'help') {
    printHelp(await overview());
    return exitCode.ok;
  }
  const command = commands.get(name);
  if (!command) throw new UsageError(`There is no command "${name}". Try "nodewise --help".`);
  if (typed.includes('--help')) {
    printHelp(await commandHelp(name, command));
    return exitCode.ok;
  }
  const given = readGiven(command, typed);
  const { platform, env } = process;
  const chosen = given.option('data') ?? env.NODEWISE_DATA;
  const inLibrary = () =>
    run(command, given, {
      dataDir: resolve(
        chosen ?? command.library?.(given) ?? defaultLibrary({ platform, env, home: homedir() }),
      ),
      as: given.option('as'),
      // A passcode on the command line would stay in the shell's history.
      passcode: env.NODEWISE_PASSCODE,
      cancel: interruption(),
      onProgress: progress.show,
    });
  const answer = await (command.runAlone?.(given) ?? inLibrary());
  progress.end();
  console.log(given.flag('json') ? JSON.stringify(answer.value, null, 2) : answer.text);
  return answer.failed ? exitCode.failed : exitCode.ok;
}

/** Colours are for a terminal, not for a file. */
function printHelp(text: string): void {
  console.log(process.stdout.isTTY ? text : stripVTControlCharacters(text));
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
  if (!(error instanceof AppError)) throw error;
  const wire = error.toWire();
  console.error(describeError(wire));
  if (json) console.log(JSON.stringify({ error: wire }, null, 2));
  return wire.code === 'job-cancelled' ? exitCode.cancelled : exitCode.failed;
}
