import { execFileSync } from 'node:child_process';
import { expect, test } from '../app-test.ts';
import { sharedFile } from '../../electron/testing/shared-data.ts';
import { StartPage } from '../pages/start-page.ts';
import { WorklistPage } from '../pages/worklist-page.ts';

interface RealCt {
  readonly name: string;
  /** Below the reference data: a folder, or an archive that holds it. */
  readonly path: string;
  readonly slices: number;
  /** What the report says about it. */
  readonly says: readonly RegExp[];
}

const series: readonly RealCt[] = [
  {
    name: 'IBSI phantom',
    path: 'data/ct/ibsi-phantom/dicom',
    slices: 60,
    says: [/outside the study protocol/, /Not a CT image/],
  },
  {
    name: 'LUNG1-001',
    path: 'data/ct/lung1-001/LUNG1-001_CT134_RTSTRUCT_dicom.tar.xz',
    slices: 134,
    says: [/3 mm thick, over 2 mm: outside the study protocol/],
  },
  {
    name: 'TotalSegmentator example',
    path: 'data/ct/totalsegmentator-ct/example_ct_dicom',
    slices: 20,
    says: [/Slices overlap: 2 mm apart/],
  },
];

for (const { name, path, slices, says } of series) {
  test(`a real CT is imported with everything odd named: ${name}`, async ({ app }, testInfo) => {
    const source = sharedFile(path);
    test.skip(source === undefined, 'the reference data are not on this machine');
    const worklist = new WorklistPage(app);

    await new StartPage(app.window).startLibrary('Sofia Supervisor');
    await worklist.importFolder(unpacked(source ?? '', testInfo.outputPath('source')));
    await expect(worklist.report).toContainText(`${slices} slices`);
    for (const sentence of says) await expect(worklist.report).toContainText(sentence);
    await worklist.closeReport();
    await expect(worklist.rows).toHaveCount(1);
    await expect(worklist.rows).toContainText(String(slices));
    expect(app.console()).toEqual([]);
  });
}

test('a folder imported twice gives each case once', async ({ app, dicomFolder }) => {
  const worklist = new WorklistPage(app);
  await new StartPage(app.window).startLibrary('Sofia Supervisor');

  await worklist.importFolder(dicomFolder);
  await expect(worklist.report).toContainText('2 series imported');
  await worklist.closeReport();

  await worklist.importFolder(dicomFolder);
  await expect(worklist.report).toContainText('0 series imported');
  await expect(worklist.report).toContainText('Already in the library');
  await worklist.closeReport();
  await expect(worklist.rows).toHaveCount(2);
});

/** A folder is taken as it is; an archive is unpacked to a folder of the journey's own. */
function unpacked(path: string, target: string): string {
  if (!path.endsWith('.tar.xz')) return path;
  execFileSync('mkdir', ['-p', target]);
  execFileSync('tar', ['-xf', path, '-C', target]);
  return target;
}
