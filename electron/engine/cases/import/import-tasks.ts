import { loadVolume, type VolumePlan } from '#engine/dicom/load-volume.ts';
import { RefusalError, type RefusalCode } from '#engine/dicom/refusal.ts';
import { scanSources, type ScanReport } from '#engine/dicom/scan-sources.ts';
import type { TaskControl } from '#engine/jobs/task.ts';
import { writeObject } from '#engine/store/object-files.ts';

/** A decoded series in the library's object files, or why it could not be decoded. */
export type DecodedSeries =
  | {
      readonly kind: 'stored';
      readonly sha256: string;
      readonly bytes: number;
      readonly voxelType: 'int16' | 'float32';
    }
  | {
      readonly kind: 'refused';
      readonly code: RefusalCode;
      readonly facts: Readonly<Record<string, string | number>>;
    };

/** Import's work in worker threads. */
export const importTasks = {
  'scan-sources': (paths: readonly string[], { report }: TaskControl): Promise<ScanReport> =>
    scanSources(paths, { onProgress: ({ files }) => report(0, `${files} files`) }),

  'decode-series': async (
    { plan, objects }: { readonly plan: VolumePlan; readonly objects: string },
    { report }: TaskControl,
  ): Promise<DecodedSeries> => {
    try {
      const { data } = await loadVolume(plan, {
        onProgress: (done, total) => report(done / total, `slice ${done} of ${total}`),
      });
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      const voxelType = data instanceof Int16Array ? 'int16' : 'float32';
      return { kind: 'stored', voxelType, ...writeObject(objects, bytes) };
    } catch (error) {
      // A damaged series is a line in the report, not the end of the import.
      if (!(error instanceof RefusalError)) throw error;
      return { kind: 'refused', code: error.code, facts: error.facts };
    }
  },
};

export type ImportTasks = typeof importTasks;
