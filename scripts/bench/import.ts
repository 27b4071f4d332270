import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadVolume } from '#engine/dicom/load-volume.ts';
import { datasetFromKeywords, writePart10 } from '#engine/dicom/part10.ts';
import { scanSources } from '#engine/dicom/scan-sources.ts';
import type { BenchRow } from './row.ts';

const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2';
const slices = 300;
const side = 512;

/** What it costs to look through a folder and to decode its series to HU. */
export async function importBench(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nodewise-bench-'));
  try {
    writeSeries(folder);
    return [
      ...(await measure(`${slices} uncompressed slices`, folder)),
      ...(await realSeries(folder)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(name: string, folder: string): Promise<BenchRow[]> {
  const [scan, report] = await timed(() => scanSources([folder]));
  const { files } = report.scanned;
  const rows: BenchRow[] = [
    {
      name: `headers, ${name}`,
      value: `${(files / scan).toFixed(0)} files/s`,
      note: `${files} in ${scan.toFixed(2)} s`,
    },
  ];
  for (const draft of report.series) {
    const [load, { data }] = await timed(() => loadVolume(draft));
    rows.push(pixelRow(`pixels, ${name}`, load, data.byteLength, draft.slices.length));
  }
  return rows;
}

/** The real series, where they are at hand. */
async function realSeries(folder: string): Promise<BenchRow[]> {
  const shared = join(process.env['NODEWISE_SHARED'] ?? '../shared', 'data/ct');
  const jpeg2000 = join(shared, 'totalsegmentator-ct/example_ct_dicom');
  const lung1 = join(shared, 'lung1-001/LUNG1-001_CT134_RTSTRUCT_dicom.tar.xz');
  if (!existsSync(jpeg2000) || !existsSync(lung1)) {
    return [{ name: 'real series', value: 'skipped', note: 'no reference data' }];
  }
  const unpacked = mkdtempSync(join(folder, 'lung1-'));
  execFileSync('tar', ['xf', lung1, '-C', unpacked]);
  return [
    ...(await measure('LUNG1-001, uncompressed', unpacked)),
    ...(await measure('TotalSegmentator, JPEG 2000', jpeg2000)),
  ];
}

async function timed<Result>(work: () => Promise<Result>): Promise<[seconds: number, Result]> {
  const started = performance.now();
  const result = await work();
  return [(performance.now() - started) / 1000, result];
}

function pixelRow(name: string, seconds: number, bytes: number, count: number): BenchRow {
  const perItem = (1000 * seconds) / count;
  return {
    name,
    value: `${(bytes / 1e6 / seconds).toFixed(0)} MB/s`,
    note: `${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(2)} s, ${perItem.toFixed(1)} ms each`,
  };
}

/** A chest-sized series with values that compress as badly as real noise. */
function writeSeries(folder: string): void {
  const pixels = Uint16Array.from({ length: side * side }, (_, n) => (n * 7919) % 3000);
  for (let z = 0; z < slices; z += 1) {
    const sopInstanceUid = `2.25.1000${z}`;
    const dataset = datasetFromKeywords({
      SOPClassUID: ctImageStorage,
      SOPInstanceUID: sopInstanceUid,
      StudyInstanceUID: '2.25.1',
      SeriesInstanceUID: '2.25.2',
      Modality: 'CT',
      ImagePositionPatient: [0, 0, z],
      ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
      PixelSpacing: [0.7, 0.7],
      SliceThickness: 1,
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      Rows: side,
      Columns: side,
      BitsAllocated: 16,
      BitsStored: 12,
      HighBit: 11,
      PixelRepresentation: 0,
      RescaleSlope: 1,
      RescaleIntercept: -1024,
      PixelData: [pixels.buffer],
      _vrMap: { PixelData: 'OW' },
    });
    const file = writePart10(dataset, { sopClassUid: ctImageStorage, sopInstanceUid });
    writeFileSync(join(folder, `${z}.dcm`), file);
  }
}
