import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, expect, test } from 'vitest';
import { writeNifti } from '#engine/dicom/write-nifti.ts';
import type { Geometry } from '#native/image/volume.ts';
import { runNodewise, type Ended } from '../testing/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'nodewise-features-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const geometry: Geometry = {
  dimensions: [8, 7, 6],
  spacingMm: [0.5, 0.5, 2],
  originMm: [1, 2, 3],
  direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
};
const image = Int16Array.from({ length: 336 }, (_, n) => (n * 37) % 211);
/** Label 1: 24 voxels; label 2: one. */
const labels = new Uint8Array(336);
for (const i of [2, 3, 4]) {
  for (const j of [2, 3]) for (const k of [1, 2, 3, 4]) labels[i + 8 * (j + 7 * k)] = 1;
}
labels[0] = 2;

writeFileSync(at('image.nii.gz'), writeNifti({ geometry, data: image }));
writeFileSync(at('mask.nii.gz'), writeNifti({ geometry, data: labels }));
const header =
  'NRRD0005\ntype: uchar\ndimension: 3\nspace: LPS\nsizes: 8 7 6\nencoding: raw\n' +
  'space directions: (0.5,0,0) (0,0.5,0) (0,0,2)\nspace origin: (1,2,3)\n\n';
writeFileSync(at('mask.nrrd'), Buffer.concat([Buffer.from(header), labels]));
writeFileSync(
  at('params.yaml'),
  'setting: { binWidth: 10 }\nfeatureClass: { shape: [VoxelVolume], firstorder: [Mean, Maximum], glcm: [JointEntropy] }\n',
);

function features(options: Readonly<Record<string, string>>): Promise<Ended> {
  const typed = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return runNodewise(folder, ['features', ...typed]);
}

const files = { image: 'image.nii.gz', mask: 'mask.nii.gz', preset: 'params.yaml' };

test('writes one row of the chosen features; NIfTI and NRRD masks give the same values', async () => {
  const ended = await features({ ...files, label: '1', out: 'one.csv' });
  expect(ended).toMatchObject({
    code: 0,
    stdout: '4 features of 24 voxels written to one.csv.\n',
    stderr: '',
  });
  const [row] = parse<Record<string, string>>(readFileSync(at('one.csv')), { columns: true });
  const inside = [...image].filter((_, n) => labels[n] === 1);
  expect(Number(row['original_shape_VoxelVolume'])).toBe(24 * 0.5 * 0.5 * 2);
  expect(Number(row['original_firstorder_Maximum'])).toBe(Math.max(...inside));
  expect(Number(row['original_firstorder_Mean'])).toBeCloseTo(
    inside.reduce((sum, value) => sum + value, 0) / 24,
    12,
  );
  expect(row['region']).toBe('1');
  expect(row['settings_sha256']).toMatch(/^[0-9a-f]{64}$/);

  await features({ ...files, mask: 'mask.nrrd', label: '1', out: 'two.csv' });
  const text = (name: string) => readFileSync(at(name), 'utf8');
  expect(text('two.csv')).toBe(text('one.csv').replace('mask.nii.gz', 'mask.nrrd'));
});

test('two labels and no choice: exit 1, the labels in words, no file', async () => {
  const ended = await features({ ...files, out: 'none.csv' });
  expect(ended).toMatchObject({
    code: 1,
    stderr: 'The mask holds several regions: label 1, label 2. Choose one by its label or name.\n',
  });
  expect(existsSync(at('none.csv'))).toBe(false);
});

test('a missing option or an unknown ending is a mistake in the command', async () => {
  expect(await features({ image: 'image.nii.gz', out: 'a.csv' })).toMatchObject({
    code: 2,
    stderr: 'Features of files need --image, --mask, --preset and --out.\n',
  });
  expect(await features({ ...files, out: 'a.txt' })).toMatchObject({
    code: 2,
    stderr: '--out must end in .csv, .xlsx, .parquet.\n',
  });
});

test('says what each column is', async () => {
  const ended = await features({ ...files, label: '1', out: 'three.csv', columns: 'columns.csv' });
  expect(ended.code).toBe(0);
  const rows = parse<Record<string, string>>(readFileSync(at('columns.csv')), { columns: true });
  expect(rows.map(({ column }) => column)).toEqual([
    'original_shape_VoxelVolume',
    'original_firstorder_Maximum',
    'original_firstorder_Mean',
    'original_glcm_JointEntropy',
  ]);
  expect(rows[2]).toMatchObject({
    image: 'original',
    feature: 'Mean',
    ibsi_code: 'Q4LE',
    unit: 'HU',
  });
});

test('a table that cannot be written is told before anything is computed', async () => {
  expect(await features({ ...files, label: '1', out: 'nowhere/a.csv' })).toMatchObject({
    code: 2,
    stderr: 'There is no folder "nowhere" for --out; make it first.\n',
  });
  mkdirSync(at('folder.csv'));
  expect(await features({ ...files, label: '1', out: 'folder.csv' })).toMatchObject({
    code: 2,
    stderr: '--out names a folder, "folder.csv"; name a file.\n',
  });
});

test('a failure leaves the table that was there, and no half one', async () => {
  writeFileSync(at('kept.csv'), 'kept');
  const ended = await features({ ...files, label: '7', out: 'kept.csv' });
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toBe('The mask has no region 7. It holds: label 1, label 2.\n');
  expect(readFileSync(at('kept.csv'), 'utf8')).toBe('kept');
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
