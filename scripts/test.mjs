/**
 * `npm test`: sets up, checks, unit and integration tests, journeys in a browser and in Electron.
 * Ends with "N passed, N failed, N skipped". `--only check|unit|e2e` runs a part, for developers.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { electronBinary, electronRuns } from './electron-binary.mjs';
import { build, install, main, projectNode, Refusal, root, run } from './setup.mjs';
import { ensureChromium, ensureDicomValidators, ensureSoftwareGpu } from './test-tools.mjs';
import { checkCounts, e2eCounts, sum, unitCounts } from './test-counts.mjs';

const reports = join(root, '.cache/reports');
const report = (name) => join(reports, `${name}.json`);
const parts = { check, unit, e2e };

await main(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  if (values.only !== undefined && !(values.only in parts)) {
    throw new Refusal(`--only is one of ${Object.keys(parts).join(', ')}.`);
  }
  await install();
  // Counts of an earlier run must not stand in for a part that did not get to its end.
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  const counts = [];
  for (const [name, part] of Object.entries(parts)) {
    if (values.only === undefined || values.only === name) counts.push(await part());
  }
  const { passed, failed, skipped } = sum(counts);
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 && passed > 0 ? 0 : 1;
});

async function check() {
  heading('Checks');
  const code = await run([projectNode, join(root, 'scripts/check.ts')]);
  return checkCounts(report('check'), code);
}

async function unit() {
  heading('Unit and integration tests');
  await ensureDicomValidators();
  await ensureSoftwareGpu();
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const outputs = ['--reporter=default', '--reporter=json', `--outputFile.json=${report('unit')}`];
  const code = await run([projectNode, vitest, 'run', ...outputs]);
  return unitCounts(report('unit'), code);
}

async function e2e() {
  heading('Journeys');
  try {
    await build();
    await ensureChromium();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const binary = electronBinary();
  const electron = binary !== undefined && electronRuns(binary);
  if (!electron) {
    const why = binary ? 'does not run on this system' : 'is not on this disk';
    console.log(`skipped  journeys in the real Electron: its binary ${why}.`);
  }
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  const env = {
    ...process.env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report('e2e'),
    ...(electron && { NODEWISE_E2E_ELECTRON: '1' }),
  };
  const code = await run([projectNode, playwright, 'test', '--reporter=list,json'], { env });
  return sum([e2eCounts(report('e2e'), code), { passed: 0, failed: 0, skipped: electron ? 0 : 1 }]);
}

function heading(text) {
  console.log(`\n── ${text}`);
}
