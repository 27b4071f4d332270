import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sharedFile } from '../../testing/shared-data.ts';
import { openFileSource } from './byte-source.ts';
import { deidentifyDataset } from './deidentify-dataset.ts';
import { deidentifier } from './deidentifier.ts';
import { characterSet, personName } from './elements.ts';
import { openFrames } from './frame-reader.ts';
import { parseHeader } from './parse-header.ts';
import { type DicomDataset, readPart10 } from './part10.ts';
import { readPixelSource } from './pixel-format.ts';
import { RefusalError } from './refusal.ts';
import { scanSources } from './scan-sources.ts';

// Real and broken files collected from several projects. The pixel hashes are those on which
// pydicom 2.3.1, DCMTK and GDCM agree; `expectations.csv` says which of them decoded each file.
const archive = sharedFile('data/dicom/torture.tar.xz');
let folder: string;

interface Expectation {
  readonly file: string;
  readonly modality: string;
  readonly photometric: string;
  readonly bits_alloc: string;
  readonly frames: string;
  readonly expected_pixels_sha256_le: string;
}

function table<Row>(name: string): Row[] {
  const path = sharedFile(`data/dicom/${name}`);
  return path === undefined ? [] : parse<Row>(readFileSync(path), { columns: true });
}

const expectations = table<Expectation>('expectations.csv');
/** One-bit pixels belong to segmentations, which have a reader of their own. */
const greyscale = expectations.filter(
  (row) =>
    row.expected_pixels_sha256_le !== '' &&
    row.photometric.startsWith('MONOCHROME') &&
    row.bits_alloc !== '1',
);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nodewise-torture-'));
  if (archive !== undefined) execFileSync('tar', ['xf', archive, '-C', folder]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * Files that one decoder each makes something of and ours refuses to show: one ends within its
 * pixels, the other's codestream header was overwritten to claim a width of 4 billion.
 */
const refusals = {
  'MR_truncated.dcm': 'truncated',
  'JPEG2000-embedded-sequence-delimiter.dcm': 'damaged',
};

/**
 * 32-bit big-endian pixels of VR OW: DCMTK and GDCM swap halves of each value, pydicom and we whole
 * values, which gives the pixels of the little-endian original.
 */
const originals: Readonly<Record<string, string>> = {
  'rtdose_expb.dcm': 'rtdose.dcm',
  'rtdose_expb_1frame.dcm': 'rtdose_1frame.dcm',
};

function expectedHash({ file, expected_pixels_sha256_le: agreed }: Expectation): string {
  const original = originals[basename(file)];
  const row = greyscale.find((other) => basename(other.file) === original);
  return row?.expected_pixels_sha256_le ?? agreed;
}

test.skipIf(archive === undefined)(
  'every greyscale file decodes to the agreed pixels',
  async () => {
    expect(greyscale).not.toEqual([]);
    const others: Record<string, string> = {};
    for (const row of greyscale) {
      const outcome = await pixelHash(join(folder, row.file));
      if (outcome !== expectedHash(row)) others[basename(row.file)] = outcome;
    }
    const listed = new Set(greyscale.map(({ file }) => basename(file)));
    const refused = Object.entries(refusals).filter(([file]) => listed.has(file));
    expect(others).toEqual(Object.fromEntries(refused));
  },
);

/** SHA-256 of a file's stored values, or the code of the refusal. */
async function pixelHash(path: string): Promise<string> {
  const source = await openFileSource(path);
  const pixels = readPixelSource(await parseHeader(source), path);
  await source.close();
  const reader = await openFrames(pixels);
  const hash = createHash('sha256');
  try {
    for (let frame = 0; frame < pixels.frameCount; frame++) {
      const samples = await reader.read(frame);
      hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    }
    return hash.digest('hex');
  } catch (error) {
    if (error instanceof RefusalError) return error.code;
    throw error;
  } finally {
    await reader.close();
  }
}

/** What is no CT series is refused for what it is. */
const refusedAs = {
  'no_meta.dcm': 'not-dicom',
  'rtplan_truncated.dcm': 'damaged',
  'meta_missing_tsyntax.dcm': 'damaged',
  'MR_truncated.dcm': 'not-ct',
  'rtstruct.dcm': 'not-ct',
  'DICOMDIR-reordered': 'dicomdir',
};

test.skipIf(archive === undefined)('a scan accounts for every file', async () => {
  const { series, refused, scanned } = await scanSources([folder]);
  expect(scanned.files).toBe(expectations.length);
  const imported = new Set(series.flatMap(({ slices }) => slices.map(({ pixels }) => pixels.path)));
  const modalityOf = new Map(expectations.map((row) => [join(folder, row.file), row.modality]));
  for (const path of imported) expect(modalityOf.get(path)).toBe('CT');

  const codes = new Map(refused.map(({ path, code }) => [basename(path), code]));
  const listed = new Set(expectations.map(({ file }) => basename(file)));
  for (const [file, code] of Object.entries(refusedAs)) {
    if (listed.has(file)) expect(`${file}: ${codes.get(file)}`).toBe(`${file}: ${code}`);
  }
});

interface CharsetExpectation {
  readonly file: string;
  readonly 'PatientName_unicode_by_pydicom_2.3.1': string;
}

test.skipIf(archive === undefined)('names are read in every character set', async () => {
  const paths = new Map(expectations.map(({ file }) => [basename(file), file]));
  const rows = table<CharsetExpectation>('charset_expectations.csv');
  expect(rows).not.toEqual([]);
  for (const row of rows) {
    const source = await openFileSource(join(folder, paths.get(row.file) ?? ''));
    const { dataSet } = await parseHeader(source);
    await source.close();
    const name = personName(dataSet, 'x00100010', characterSet(dataSet)) ?? '';
    expect(`${row.file}: ${name}`).toBe(
      `${row.file}: ${row['PatientName_unicode_by_pydicom_2.3.1']}`,
    );
  }
});

/** Values of these identify people; they are looked for at every depth. */
const identifying = /^(00100010|00100020|00080050|00080090|00081050|0020000D|0008103E)$/;

test.skipIf(archive === undefined)('no real file keeps a name, number or UID', () => {
  const by = deidentifier(new Uint8Array(32).fill(7));
  let cleaned = 0;
  for (const { file } of expectations) {
    const dataset = tryRead(join(folder, file));
    if (!dataset) continue;
    cleaned += 1;
    const told = JSON.stringify(deidentifyDataset(dataset, file, by));
    for (const value of valuesOf(dataset, identifying)) {
      expect(`${file}: ${told.includes(JSON.stringify(value))}`).toBe(`${file}: false`);
    }
  }
  expect(cleaned).toBeGreaterThan(expectations.length / 2);
});

/** The whole data set, or `undefined` of one of the many files that break the library's reader. */
function tryRead(path: string): DicomDataset | undefined {
  try {
    return readPart10(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Texts of at least four letters under matching tags, at any depth. */
function valuesOf(dataset: DicomDataset, tags: RegExp): string[] {
  return Object.entries(dataset).flatMap(([tag, { vr, Value = [] }]) => {
    if (vr === 'SQ') return Value.flatMap((item) => valuesOf(item as DicomDataset, tags));
    const texts = Value.flatMap((value) => {
      const name = (value as { Alphabetic?: unknown } | null)?.Alphabetic ?? value;
      return typeof name === 'string' && name.length >= 4 ? [name] : [];
    });
    return tags.test(tag) ? texts : [];
  });
}
