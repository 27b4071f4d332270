import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const newLibrary = () => join(mkdtempSync(join(tmpdir(), 'nodewise-cli-')), 'library');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command line in the project's folder to its end.
 *
 * @param interruptAt Text on standard error at which Ctrl+C is sent.
 */
function execute(command: readonly string[], interruptAt?: string): Promise<Ended> {
  const child = spawn(command[0], command.slice(1), { cwd: root });
  let [stdout, stderr] = ['', ''];
  let interrupted = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    if (interrupted || interruptAt === undefined || !stderr.includes(interruptAt)) return;
    interrupted = true;
    child.kill('SIGINT');
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const cli = join(root, 'electron/cli/cli.ts');
const nodewise = (...typed: string[]) => execute([process.execPath, cli, ...typed]);

test('npx finds the command in the project', async () => {
  const { code, stdout } = await execute([
    'npx',
    'nodewise',
    'list',
    '--json',
    '--data',
    newLibrary(),
  ]);
  expect(JSON.parse(stdout)).toEqual([]);
  expect(code).toBe(0);
});

describe('on the demo study', () => {
  const library = newLibrary();
  let demo: Ended;
  beforeAll(async () => {
    demo = await nodewise('demo', '--patients', '1', '--json', '--data', library);
  });

  test('progress goes to standard error, the result to standard output', () => {
    expect(demo.stderr).toContain('Demo study');
    expect(demo.code).toBe(0);
    expect(JSON.parse(demo.stdout)).toMatchObject({ kind: 'demo', state: 'done', progress: 1 });
  });

  test('its cases and people are listed', async () => {
    const list = await nodewise('list', '--data', library);
    expect(list.stdout).toMatch(/^case\s+status\s+slices.*\nP-0001\s+\w+\s+\d+/);
    const people = await nodewise('people', '--data', library);
    expect(people.stdout).toMatch(/Command line\s+supervisor\s+active/);
  });

  test('what a role may not do is refused here as in every window', async () => {
    const reader = ['--as', 'Reader One (demo)', '--json', '--data', library];
    const failed = await nodewise('predict', '--all', ...reader);
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.stdout)).toMatchObject({
      error: { code: 'not-allowed', details: { role: 'annotator' } },
    });
  });
});

test('Ctrl+C cancels the job, keeps the library sound, and ends with 130', async () => {
  const library = newLibrary();
  const command = [process.execPath, cli, 'demo', '--patients', '500', '--data', library];
  const { code, stderr } = await execute(command, 'patient 1 of 500');
  expect(stderr).toContain('Cancelled.');
  expect(code).toBe(130);
  const audit = await nodewise('verify-audit', '--json', '--data', library);
  expect(JSON.parse(audit.stdout)).toMatchObject({ intact: true, firstBroken: null });
});

test('a mistake in the command ends with 2 and says what is wrong', async () => {
  expect(await nodewise('segmant')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: 'There is no command "segmant". Try "nodewise --help".\n',
  });
  expect((await nodewise('segment', '--data', newLibrary())).code).toBe(2);
});

test('a failure ends with 1, in words and as data', async () => {
  const failed = await nodewise('segment', 'P-9', '--json', '--data', newLibrary());
  expect(failed).toMatchObject({ code: 1, stderr: 'There is no case "P-9" in this library.\n' });
  expect(JSON.parse(failed.stdout)).toEqual({
    error: { code: 'not-found', details: { what: 'case', id: 'P-9' } },
  });
});

test('an export of the cohort names no cases besides, and says when there is nothing to export', async () => {
  const library = newLibrary();
  const cohort = ['export', 'features-csv', '--cohort', '--data', library, '--to', library];
  expect(await nodewise(...cohort, 'P-1')).toMatchObject({
    code: 2,
    stderr: 'Give either --cohort, --all or the cases by their code.\n',
  });
  expect(await nodewise(...cohort)).toMatchObject({
    code: 1,
    stderr: 'No features are stored of any case. Extract them first, or choose others.\n',
  });
});

test('a mistake in the command makes no library', async () => {
  const library = newLibrary();
  expect(await nodewise('demo', '--patients', '0', '--data', library)).toMatchObject({
    code: 2,
    stderr: '--patients is a whole number from 1 to 5000.\n',
  });
  expect(existsSync(library)).toBe(false);
});

test('help and version are found under their usual names', async () => {
  const { stdout } = await nodewise('match', '--help');
  expect(stdout).toContain('--caliper COLUMN=WIDTH');
  for (const typed of [
    ['help', 'match'],
    ['match', '-h'],
  ]) {
    expect(await nodewise(...typed)).toEqual({ code: 0, stdout, stderr: '' });
  }
  expect((await nodewise('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('a reader that has seen enough stops nothing and is told nothing', async () => {
  const line = `"${process.execPath}" "${cli}" published --json | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = await execute(['bash', '-c', line]);
  expect({ stdout, stderr }).toEqual({ stdout: '[\n0\n', stderr: '' });
});

test.skipIf(!existsSync('/dev/full'))('an answer that finds no room ends with 1', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [cli, 'published'], { stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const code = await new Promise((resolve) => void child.once('close', resolve));
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'The answer could not be written: the disk is full. Free some space and run it again.\n',
  });
});
