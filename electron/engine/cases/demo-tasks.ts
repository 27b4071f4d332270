import type { StudyOptions } from './demo/patient-facts.ts';
import { writeDemoPatient } from './demo/write-study.ts';

interface Order {
  readonly folder: string;
  readonly index: number;
  readonly study: StudyOptions;
}

/** The demo study's work in worker threads. */
export const demoTasks = {
  /** @returns the folder of DICOM files. */
  'write-demo-patient': ({ folder, index, study }: Order): Promise<string> =>
    writeDemoPatient(folder, index, study),
};

export type DemoTasks = typeof demoTasks;
