import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Geometry, Mask } from '#native/image/volume.ts';
import { sharedFile } from '../../testing/shared-data.ts';
import { packBits, unpackBits } from './pack-bits.ts';
import { maskOfSegment, readSeg } from './read-seg.ts';
import { RefusalError } from './refusal.ts';
import type { SegDescription, SegSource } from './seg-source.ts';
import { writeSeg } from './write-seg.ts';

/** An oblique grid, so that a swapped axis or sign cannot go unnoticed. */
const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
const geometry: Geometry = {
  dimensions: [7, 5, 6],
  spacingMm: [0.7, 0.9, 1.25],
  originMm: [-101.123456789, 55.5, -310.25],
  direction: [c, s, 0, -s, c, 0, 0, 0, 1],
};
const sliceNumbers = Array.from({ length: 6 }, (_, k) => k + 1);

const source: SegSource = {
  pseudonym: 'NW-0123456789',
  sex: 'F',
  scannedOn: '2019-05-17',
  studyInstanceUid: '2.25.101',
  seriesInstanceUid: '2.25.102',
  frameOfReferenceUid: '2.25.103',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2',
  sopInstanceUids: sliceNumbers.map((n) => `2.25.200${n}`),
  frameNumbers: sliceNumbers.map(() => 1),
  thicknessMm: 1.5,
};

const about: SegDescription = {
  sopInstanceUid: '2.25.301',
  seriesInstanceUid: '2.25.302',
  trackingUid: '2.25.303',
  trackingId: 'lesion-1',
  label: 'Tumour',
  algorithmType: 'SEMIAUTOMATIC',
  algorithmName: 'Nodewise initial mask',
  creator: 'reader-2',
  writtenAt: new Date('2026-03-04T05:06:07Z'),
  softwareVersion: '0.1.0',
};

/** Slices 2 and 4 touched, with shapes that have no symmetry. */
function lopsidedMask(): Mask {
  const data = new Uint8Array(7 * 5 * 6);
  for (const [i, j, k] of [
    [0, 0, 1],
    [6, 0, 1],
    [1, 2, 1],
    [6, 4, 3],
    [5, 4, 3],
  ]) {
    data[i + 7 * (j + 5 * k)] = 1;
  }
  return { geometry, data };
}

test('a mask written as SEG reads back the same, with its references', async () => {
  const mask = lopsidedMask();
  const seg = await readSeg(writeSeg(mask, source, about));
  expect(maskOfSegment(seg, 1, geometry)).toEqual(mask);
  expect(seg.frames.map((frame) => frame.sourceSopInstanceUid)).toEqual(['2.25.2002', '2.25.2004']);
  expect(seg.seriesInstanceUid).toBe('2.25.102');
  expect(seg.segments).toEqual([
    { number: 1, label: 'Tumour', algorithmType: 'SEMIAUTOMATIC', trackingUid: '2.25.303' },
  ]);
});

test('the same mask gives the same bytes', () => {
  expect(writeSeg(lopsidedMask(), source, about)).toEqual(writeSeg(lopsidedMask(), source, about));
});

test('an empty mask and a mask of another series are refused', () => {
  const empty = { geometry, data: new Uint8Array(7 * 5 * 6) };
  expect(() => writeSeg(empty, source, about)).toThrow('empty');
  const shorter = { ...source, sopInstanceUids: ['2.25.1'] };
  expect(() => writeSeg(lopsidedMask(), shorter, about)).toThrow('1 slices, the mask 6');
});

test('a segmentation is not moved to a grid it was not drawn on', async () => {
  const seg = await readSeg(writeSeg(lopsidedMask(), source, about));
  const shifted: Geometry = { ...geometry, originMm: [-101, 55.5, -310.25] };
  expect(() => maskOfSegment(seg, 1, shifted)).toThrow('voxels from slice');
  const flipped: Geometry = { ...geometry, direction: [-c, -s, 0, s, -c, 0, 0, 0, 1] };
  expect(() => maskOfSegment(seg, 1, flipped)).toThrow('another grid');
});

test('bits run on over frames, lowest first', () => {
  const frames = [Uint8Array.of(1, 0, 0), Uint8Array.of(0, 1, 1, 0, 0, 0, 1)];
  // 1 0 0 0 1 1 0 0 | 0 1, read from the lowest bit: 0x31, 0x02.
  expect(packBits(frames)).toEqual(Uint8Array.of(0x31, 0x02));
  expect(unpackBits(Uint8Array.of(0x31, 0x02), 3, 7)).toEqual(frames[1]);
});

const validator = spawnSync('dciodvfy', ['-version']).error === undefined;

test.skipIf(!validator)('dciodvfy finds no error, for single- and multi-frame sources', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-seg-'));
  const multiFrame = {
    ...source,
    sopClassUid: '1.2.840.10008.5.1.4.1.1.2.1',
    sopInstanceUids: sliceNumbers.map(() => '2.25.2000'),
    frameNumbers: sliceNumbers,
  };
  try {
    for (const from of [source, multiFrame]) {
      const path = join(folder, 'mask.dcm');
      writeFileSync(path, writeSeg(lopsidedMask(), from, about));
      const { stderr, stdout } = spawnSync('dciodvfy', [path], { encoding: 'utf8' });
      expect(`${stdout}${stderr}`).toContain('Segmentation');
      expect(`${stdout}${stderr}`.split('\n').filter((line) => /error/i.test(line))).toEqual([]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

const archive = sharedFile('data/dicom/torture.tar.xz');
const expectations = sharedFile('data/dicom/expectations.csv');

/** A one-bit segmentation with the hash of its unpacked pixels. */
interface Expected {
  readonly file: string;
  readonly modality: string;
  readonly bits_alloc: string;
  readonly pydicom: string;
}
const segmentations = (
  expectations === undefined ? [] : parse<Expected>(readFileSync(expectations), { columns: true })
).filter((row) => row.modality === 'SEG' && row.bits_alloc === '1' && row.pydicom !== '');

// Written by highdicom, dcmqi and others; the hashes are of the pixels unpacked by pydicom 2.3.1.
test.skipIf(archive === undefined || segmentations.length === 0)(
  'segmentations of other programs are read',
  async () => {
    const outcomes: string[] = [];
    for (const { file, pydicom } of segmentations) {
      const bytes = execFileSync('tar', ['xJOf', archive ?? '', file], { maxBuffer: 1e8 });
      const outcome = await pixelHash(bytes);
      outcomes.push(outcome);
      // Of a radiograph or a slide, which have no place in a patient.
      if (outcome !== 'no-geometry') expect(`${file} ${outcome}`).toBe(`${file} ${pydicom}`);
    }
    expect(new Set(outcomes)).not.toEqual(new Set(['no-geometry']));
  },
);

/** SHA-256 of all frames' pixels, or the code of the refusal. */
async function pixelHash(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  try {
    for (const { pixels } of (await readSeg(bytes)).frames) hash.update(pixels);
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof RefusalError) return error.code;
    throw error;
  }
}
