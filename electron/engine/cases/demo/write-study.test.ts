import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPart10, type DicomDataset } from '../../dicom/part10.ts';
import { synthesisePatient } from './synthesise.ts';
import { writeDemoStudy } from './write-study.ts';

const options = { seed: 11, patients: 2 } as const;
let dir: string;
let folders: readonly string[];
const progress: string[] = [];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'demo-study-'));
  const study = await writeDemoStudy(dir, {
    ...options,
    onProgress: ({ done, total }) => progress.push(`${done}/${total}`),
  });
  folders = study.patientFolders;
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

test('every patient has a folder and a line', () => {
  expect(progress).toEqual(['1/2', '2/2']);
  expect(readdirSync(join(dir, 'dicom')).sort()).toEqual(['SYN-00001', 'SYN-00002']);
  const lines = readFileSync(join(dir, 'clinical.csv'), 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toMatch(/^SYN-00001,/);
});

test('the files read back as the volume that was made', () => {
  const { volume, acquisition, clinical } = synthesisePatient(0, options);
  const { dimensions, spacingMm, originMm } = volume.geometry;
  const [nx, ny, nz] = dimensions;
  const names = readdirSync(folders[0]).sort();
  expect(names).toHaveLength(nz);
  const uids = new Set<unknown>();
  // The first file is the topmost slice.
  for (const k of [0, 1, Math.floor(nz / 2), nz - 1]) {
    const dataset = readPart10(readFileSync(join(folders[0], names[nz - 1 - k])));
    uids.add(value(dataset, '00080018'));
    expect(value(dataset, '00200013')).toBe(nz - k);
    expect(values(dataset, '00200032')).toEqual([
      originMm[0],
      originMm[1],
      expect.closeTo(originMm[2] + k * spacingMm[2], 4),
    ]);
    expect(values(dataset, '00280030')).toEqual([spacingMm[1], spacingMm[0]]);
    expect(value(dataset, '00180050')).toBe(clinical.sliceThicknessMm);
    expect(value(dataset, '00080070')).toBe(acquisition.manufacturer);
    const stored = new Uint16Array(value(dataset, '7FE00010') as ArrayBuffer);
    const hu = Int16Array.from(stored, (v) => v - 1024);
    expect(hu).toEqual(volume.data.subarray(k * nx * ny, (k + 1) * nx * ny));
  }
  expect(uids.size).toBe(4);
});

const verifier = spawnSync('dciodvfy', [], { input: '' });

test.skipIf(verifier.error !== undefined)('dciodvfy finds no error in any slice', () => {
  for (const folder of folders) {
    for (const name of readdirSync(folder).filter((_, n) => n % 40 === 0)) {
      const { stderr } = spawnSync('dciodvfy', [join(folder, name)], { encoding: 'utf8' });
      expect(stderr).toContain('CTImage');
      expect(stderr).not.toMatch(/^Error/m);
    }
  }
});

test('a second call keeps finished patients and makes the missing one again', async () => {
  const kept = statSync(folders[0]).mtimeMs;
  const first = readFileSync(join(folders[1], 'IM0001.dcm'));
  rmSync(folders[1], { recursive: true });
  await writeDemoStudy(dir, options);
  expect(statSync(folders[0]).mtimeMs).toBe(kept);
  expect(readFileSync(join(folders[1], 'IM0001.dcm')).equals(first)).toBe(true);
});

test('a folder with another study is refused', async () => {
  await expect(writeDemoStudy(dir, { ...options, seed: 12 })).rejects.toThrow(RangeError);
});

test('an aborted study stops before the next patient', async () => {
  await expect(
    writeDemoStudy(dir, { ...options, patients: 3, abort: AbortSignal.abort() }),
  ).rejects.toThrow('abort');
  expect(readdirSync(join(dir, 'dicom'))).toHaveLength(2);
});

function values(dataset: DicomDataset, tag: string): readonly unknown[] {
  return dataset[tag].Value ?? [];
}

function value(dataset: DicomDataset, tag: string): unknown {
  return values(dataset, tag)[0];
}
