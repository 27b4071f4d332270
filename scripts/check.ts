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

/**
 * Linted one after another: the linter keeps the types of every project that it has opened, and those
 * of all together are more than a process may hold.
 */
const lintParts = [
  ['native-models'],
  ['electron/engine'],
  ['electron', '--ignore-pattern', 'electron/engine/**'],
  ['renderer'],
  [
    '.',
    ...['native-models', 'electron', 'renderer'].flatMap((f) => ['--ignore-pattern', `${f}/**`]),
  ],
];

/** Called by path: two versions of TypeScript are installed, and both want to be `tsc`. */
const tools = {
  'types and layers': [['typescript7/bin/tsc', '-b', '--pretty']],
  lint: lintParts.map((part) => [
    ...['eslint/bin/eslint.js', ...part],
    ...[
      '--cache',
      '--cache-location',
      `.cache/eslint/${part[0].replaceAll(/\W/g, '-')}${part.length}`,
    ],
  ]),
  format: [['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  'dead code': [['knip/bin/knip.js', '--no-progress']],
} as const;

const outcomes: Outcome[] = [];
for (const [name, runs] of Object.entries(tools)) {
  const parts: Outcome[] = [];
  for (const [tool, ...args] of runs) {
    parts.push(await runTool(name, `${root}node_modules/${tool}`, args));
  }
  report({
    name,
    passed: parts.every(({ passed }) => passed),
    output: parts.map(({ output }) => output).join(''),
  });
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
