import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How fetching the libraries for CUDA ended. */
export type CudaOutcome =
  | 'installed'
  | 'already-installed'
  /** They exist for Linux on x64 only; other systems bring what they need. */
  | 'not-for-this-system'
  | 'offline'
  | 'failed';

export interface CudaInstallation {
  readonly outcome: CudaOutcome;
  /** Where the libraries lie, or what went wrong. */
  readonly detail: string;
}

export interface CudaOptions {
  /** Hears what is fetched from where, line by line. */
  readonly onLine: (line: string) => void;
  /** Folder of the package `onnxruntime-node`; the one that this program uses where absent. */
  readonly packageFolder?: string;
}

/** ONNX Runtime's own script is asked for this set of files. */
const SET = 'cuda12';

/** What a request without a network ends with. */
const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/;

/**
 * Fetches ONNX Runtime's CUDA provider, which is too large for its npm package, with that package's
 * own script: from NuGet, a few hundred megabytes, into the package's folder.
 */
export async function installCuda({
  onLine,
  packageFolder = ownPackage(),
}: CudaOptions): Promise<CudaInstallation> {
  const system = `${process.platform}/${process.arch}`;
  if (system !== 'linux/x64') return { outcome: 'not-for-this-system', detail: system };
  const folder = join(packageFolder, 'bin/napi-v6', system);
  if (existsSync(join(folder, 'libonnxruntime_providers_cuda.so'))) {
    return { outcome: 'already-installed', detail: folder };
  }
  const { code, errors } = await runScript(join(packageFolder, 'script/install.js'), onLine);
  if (code === 0) return { outcome: 'installed', detail: folder };
  const reason = /^\w*Error: .*$/m.exec(errors)?.[0] ?? `the script ended with ${code}`;
  return { outcome: unreachable.test(errors) ? 'offline' : 'failed', detail: reason };
}

function ownPackage(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve('onnxruntime-node')));
}

interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

function runScript(file: string, onLine: (line: string) => void): Promise<Ended> {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', ONNXRUNTIME_NODE_INSTALL: SET },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n')) if (line.trim() !== '') onLine(line);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, errors }));
  });
}
