import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { ibsiCertificate } from './ibsi-certificate.ts';
import { ibsiCounts } from './ibsi-counts.ts';

const resourcesDir = join(import.meta.dirname, '../../../resources');
const project = { resourcesDir, referenceDir: undefined, version: 'test' };
const shared = resolve(
  process.env['NODEWISE_SHARED'] ?? join(import.meta.dirname, '../../../../shared'),
);

// Consensus values of IBSI 1, see resources/ibsi/SOURCE.md.
test('the digital phantom is verified without any other file', async () => {
  const { values, codeVersion, settingsHash } = await ibsiCertificate(project);
  expect(codeVersion).toBe('test');
  expect(settingsHash).toMatch(/^[0-9a-f]{64}$/);
  expect(values.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  const counts = ibsiCounts(values);
  expect(counts.find(({ family }) => family === 'Run length matrix')).toMatchObject({
    ...{ claimed: 96, passed: 96, failed: 0, notImplemented: 0 },
  });
  expect(values.find(({ column }) => column === 'shape_VoxelVolume')).toMatchObject({
    ...{ ibsi: 'YEKZ', value: 592, reference: 592, tolerance: 4, outcome: 'passed' },
  });
});

test('a value that is not the reference’s is a failure, and is counted as one', async () => {
  const other = mkdtempSync(join(tmpdir(), 'nodewise-ibsi-'));
  mkdirSync(join(other, 'ibsi'));
  const table = readFileSync(join(resourcesDir, 'ibsi/digital-phantom.csv'), 'utf8');
  writeFileSync(join(other, 'ibsi/digital-phantom.csv'), table.replace(',592,4', ',600,4'));
  const { values } = await ibsiCertificate({ ...project, resourcesDir: other });
  const failed = values.filter(({ outcome }) => outcome === 'failed');
  expect(failed.map(({ column }) => column)).toEqual(['shape_VoxelVolume']);
  const [morphology] = ibsiCounts(values);
  expect(morphology).toMatchObject({ family: 'Morphology', failed: 1 });
});

test.skipIf(!existsSync(join(shared, 'data/ibsi')))(
  'every claimed value of the CT phantom conforms, shape and intensities included',
  async () => {
    const { values } = await ibsiCertificate({ ...project, referenceDir: shared });
    expect(values.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    const configurations = new Set(values.map(({ configuration }) => configuration));
    expect([...configurations]).toEqual(expect.arrayContaining(['dig_phantom', 'A', 'C', 'E']));
  },
  60_000,
);
