/** `npm run check`: types and layers, lint, format, dead code, file sizes. */
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { largeFiles } from './large-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const reportFile = `${root}.cache/reports/check.json`;

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
}

/** Called by path: two versions of TypeScript are installed, and both want to be `tsc`. */
const tools = {
  'types and layers': ['typescript7/bin/tsc', '-b', '--pretty'],
  lint: ['eslint/bin/eslint.js', '.', '--cache', '--cache-location', '.cache/eslint'],
  format: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
  'dead code': ['knip/bin/knip.js', '--no-progress'],
} as const;

const outcomes: Outcome[] = [];
for (const [name, [tool, ...args]] of Object.entries(tools)) {
  report(await runTool(name, `${root}node_modules/${tool}`, args));
}
const large = largeFiles(root);
report({
  name: 'file sizes',
  passed: large.length === 0,
  output: large.map((path) => `${path} is larger than 5 MB`).join('\n'),
});

mkdirSync(dirname(reportFile), { recursive: true });
writeFileSync(reportFile, JSON.stringify(outcomes.map(({ name, passed }) => ({ name, passed }))));
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;

function report(outcome: Outcome): void {
  outcomes.push(outcome);
  console.log(`${outcome.passed ? 'passed' : 'FAILED'}  ${outcome.name}`);
  if (!outcome.passed) console.log(outcome.output);
}

function runTool(name: string, file: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], { cwd: root });
    let output = '';
    const keep = (text: string) => (output += text);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => keep(error.message));
    child.once('close', (code) => resolve({ name, passed: code === 0, output }));
  });
}
