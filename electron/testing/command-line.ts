import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../cli/cli.ts', import.meta.url));

/** What a call of the command line left. */
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command line from source as a process of its own.
 *
 * @param cwd Folder that it is called in.
 * @param killAt What on standard error the process is killed at.
 */
export function runNodewise(
  cwd: string,
  typed: readonly string[],
  killAt?: RegExp,
): Promise<Ended> {
  const child = spawn(process.execPath, [cli, ...typed], { cwd });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (killAt?.test(stderr)) child.kill('SIGKILL');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
