import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { ctSlice, folderOf, stackOf } from '../../testing/synthetic-ct.ts';
import { loadVolume } from './load-volume.ts';
import type { KeywordDataset } from './part10.ts';
import { scanSources } from './scan-sources.ts';

const heights = [3, 0, 2, 1];

/**
 * An enhanced CT of four 6 × 4 frames, out of order. Every pixel of the frame at height z holds
 * 10 + z; the frame at height 2 has another intercept.
 */
function enhancedCt(elements: KeywordDataset = {}): Uint8Array {
  const pixels = new Int16Array(4 * 24);
  heights.forEach((z, frame) => pixels.fill(10 + z, frame * 24, (frame + 1) * 24));
  return ctSlice({
    z: 0,
    elements: {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.2.1',
      NumberOfFrames: 4,
      ImagePositionPatient: undefined,
      ImageOrientationPatient: undefined,
      PixelSpacing: undefined,
      SliceThickness: undefined,
      RescaleSlope: undefined,
      RescaleIntercept: undefined,
      SharedFunctionalGroupsSequence: [
        {
          PixelMeasuresSequence: [{ PixelSpacing: [0.5, 0.6], SliceThickness: 1 }],
          PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        },
      ],
      PerFrameFunctionalGroupsSequence: heights.map((z) => ({
        PlanePositionSequence: [{ ImagePositionPatient: [5, 6, z] }],
        PixelValueTransformationSequence: [
          { RescaleSlope: 1, RescaleIntercept: z === 2 ? -1000 : 0, RescaleType: 'HU' },
        ],
      })),
      PixelData: [pixels.buffer],
      ...elements,
    },
  });
}

test('frames of one file are ordered by position and rescaled each by its own numbers', async () => {
  const { series, refused } = await scanSources([folderOf([enhancedCt()])]);
  expect(refused).toEqual([]);
  const [draft] = series;
  expect(draft.geometry).toEqual({
    dimensions: [6, 4, 4],
    spacingMm: [0.6, 0.5, 1],
    originMm: [5, 6, 0],
    direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  });
  expect(draft.slices.map(({ frame }) => frame)).toEqual([1, 3, 2, 0]);
  expect(draft.flags.find(({ code }) => code === 'varying-rescale')?.slices).toEqual([3]);
  const { data } = await loadVolume(draft);
  expect([0, 1, 2, 3].map((k) => data[24 * k + 23])).toEqual([10, 11, -988, 13]);
});

test('frames without positions, or fewer than announced, are refused', async () => {
  const bare = enhancedCt({ PerFrameFunctionalGroupsSequence: undefined });
  const short = enhancedCt({ NumberOfFrames: 5 });
  const endless = enhancedCt({ NumberOfFrames: 2147483647 });
  const { refused } = await scanSources([folderOf([bare, short, endless])]);
  expect(refused.map(({ code }) => code).reverse()).toEqual([
    'no-geometry',
    'truncated',
    'truncated',
  ]);
});

test('a volume is loaded in a worker thread from plain data', async () => {
  const { series } = await scanSources([folderOf(stackOf(3).map(ctSlice))]);
  const script = `
    import { parentPort, workerData } from 'node:worker_threads';
    const { loadVolume } = await import(workerData.module);
    const volume = await loadVolume(workerData.plan);
    parentPort.postMessage(volume, [volume.data.buffer]);
  `;
  const { geometry, slices } = series[0];
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(script)}`), {
    workerData: {
      module: new URL('./load-volume.ts', import.meta.url).href,
      plan: { geometry, slices },
    },
  });
  const volume = await new Promise((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
  });
  await worker.terminate();
  expect(volume).toEqual(await loadVolume(series[0]));
});
