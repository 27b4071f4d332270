import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const cli = fileURLToPath(new URL('cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'nodewise-verify-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a terminal without any reference folder shows. */
function verify(...typed: string[]): Promise<{ code: number | string | null; shown: string }> {
  const { NODEWISE_SHARED: _reference, ...env } = process.env;
  return new Promise((resolve) =>
    execFile(process.execPath, [cli, 'verify-ibsi', ...typed], { env }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, shown: stdout + stderr }),
    ),
  );
}

test('without reference data the digital phantom is verified, and what is left out is told', async () => {
  const file = join(folder, 'certificate.csv');
  const { code, shown } = await verify('--out', file);
  expect(shown).toMatch(/^Digital phantom +all +367 +367 +0 +115$/m);
  expect(shown).toContain('Response maps. Left out: no folder with reference data is known.');
  expect(code).toBe(0);
  const rows = readFileSync(file, 'utf8').trimEnd().split('\r\n');
  expect(rows).toHaveLength(1 + 367 + 115);
  expect(rows[0]).toMatch(/^part,configuration,.*,settings_hash,computed_at$/);
});

test('a folder without reference data is refused', async () => {
  const { code, shown } = await verify('--reference', folder);
  expect(shown).toContain(`There is no data/ibsi in ${folder}.`);
  expect(code).not.toBe(0);
});

const shared =
  process.env.NODEWISE_SHARED ?? fileURLToPath(new URL('../../../shared', import.meta.url));

test.skipIf(!existsSync(join(shared, 'data/ibsi')))(
  'Ctrl+C is heard between two checks and leaves no certificate',
  async () => {
    const place = mkdtempSync(join(folder, 'stopped-'));
    const typed = ['verify-ibsi', '--reference', shared, '--out', join(place, 'certificate.json')];
    const child = spawn(process.execPath, [cli, ...typed], { stdio: ['ignore', 'ignore', 'pipe'] });
    let shown = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (shown === '') child.kill('SIGINT');
      shown += text;
    });
    const code = await new Promise((resolve) => void child.once('close', resolve));
    expect(shown).toMatch(/^Verify IBSI {2}0 % {2}digital phantom\n[^]*Stopped\. /);
    expect(code).toBe(130);
    expect(readdirSync(place)).toEqual([]);
  },
);
