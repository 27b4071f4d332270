import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '#engine/store/store.ts';
import { runNodewise } from '../testing/command-line.ts';
import { fillStudyLibrary } from '../testing/study-library.ts';

const folder = mkdtempSync(join(tmpdir(), 'nodewise-study-'));
const out = join(folder, 'study');
const library = `${out}.library`;

const nodewise = (typed: readonly string[], killAt?: RegExp) => runNodewise(folder, typed, killAt);

/** A library whose first patient is the first of the demo study, so that no image is made here. */
function fillLibrary(): void {
  fillStudyLibrary(library);
  const store = openStore(library);
  const known = { patientId: 'SYN-00001', patientName: '', dateOffsetDays: 0 };
  store.identity.remember('P-0001', known);
  store.close();
}

const study = ['study', '--demo', '--patients', '1', '--out', out];

test('a study that was killed goes on at the second call, and a third changes nothing', async () => {
  fillLibrary();
  const killed = await nodewise(study, /[56] of 6|Export/);
  expect(killed.signal, killed.stderr).toBe('SIGKILL');
  expect(killed.stderr).toMatch(/1 of 6 Synthetic patients/);
  expect(existsSync(out)).toBe(false);

  const first = await nodewise(study);
  expect(first.stderr).not.toContain('cannot');
  expect(first.code).toBe(0);
  expect(first.stdout).toMatch(/Radiomics\s+validation\s+4/);
  expect(first.stdout).toContain('Clinical baseline');
  expect(first.stdout).toContain(`Tables and figures written to ${out}.`);
  const scores = readFileSync(join(out, 'scores.csv'), 'utf8');
  const reproduced = await nodewise(['reproduce', out]);
  expect(reproduced.stdout).toMatch(/^Identical: \d+ files made again, not a byte differs\.\n$/);
  expect(reproduced).toMatchObject({ code: 0, stderr: '' });

  const second = await nodewise([...study, '--json']);
  expect(second.code).toBe(0);
  const { result } = JSON.parse(second.stdout) as { result: { models: unknown[] } };
  // Nothing was fitted a second time.
  expect(result.models).toHaveLength(2);
  expect(readFileSync(join(out, 'scores.csv'), 'utf8')).toBe(scores);

  // Notes that were added are never lost, whichever command writes there.
  writeFileSync(join(out, 'notes.txt'), 'mine');
  const cohort = ['evaluate', '--data', library, '--cohort', 'Study', '--out', out];
  const refused = await nodewise(cohort);
  expect(refused).toMatchObject({ code: 2, stdout: '' });
  expect(refused.stderr).toContain('holds other files or a study changed since');
  expect(readFileSync(join(out, 'notes.txt'), 'utf8')).toBe('mine');
}, 240_000);
