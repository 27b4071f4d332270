import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Person } from '#contract/people.ts';
import type { ImportReport } from '#contract/procedures/imports.ts';
import type { JobControl, JobQueue } from '#engine/jobs/job-queue.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import { patientId, type StudyOptions } from './demo/patient-facts.ts';
import { prepareDemoStudy } from './demo/write-study.ts';
import type { DemoTasks } from './demo-tasks.ts';
import { importDemoTable } from './import/clinical-table.ts';
import { ending } from './import/import-job.ts';
import { importSeries, type ImportServices } from './import/run-import.ts';

export interface DemoServices extends ImportServices {
  readonly queue: JobQueue;
  readonly runDemo: RunTask<DemoTasks>;
}

/** The study everybody sees under "demo". */
const demoSeed = 20_241;
/** Reports stay short enough to be written again after every patient. */
const patientsPerReport = 50;

/**
 * Fills the library with the first patients of the demo study, through the same import as real
 * ones. Patients that are there are skipped, so that running it again goes on where it stopped.
 */
export function startDemo(
  services: DemoServices,
  patients: number,
  person: Person,
): { jobId: string } {
  const { store, queue } = services;
  store.settings.set('demo', 'yes');
  store.settings.set('name', 'Demo study');
  const job = queue.start({
    kind: 'demo',
    lane: 'bulk',
    caseId: null,
    title: `Demo study of ${patients} patients`,
    ownerId: person.id,
    run: async (control) => {
      await fill(services, { patients, person }, control);
      return null;
    },
  });
  return { jobId: job.id };
}

interface Order {
  readonly patients: number;
  readonly person: Person;
}

async function fill(
  services: DemoServices,
  { patients, person }: Order,
  control: JobControl,
): Promise<void> {
  const { store, changes } = services;
  const { imports } = store;
  const folder = join(store.folders.uploads, 'demo-study');
  const study = { seed: demoSeed };
  const table = await prepareDemoStudy(folder, { ...study, patients });
  try {
    for (let from = 0; from < patients; from += patientsPerReport) {
      const started = imports.start(randomUUID(), person.id);
      const order = { started, from, patients, person, folder, study };
      await ending(imports, started.id, control, () => importPatients(services, order, control));
    }
  } finally {
    // Also after a cancel: the patients that are in the library get their records.
    await importDemoTable(store, table);
    changes.publish('clinical');
    changes.publish('cases');
    await rm(folder, { recursive: true, force: true });
  }
}

async function importPatients(
  services: DemoServices,
  order: Order & {
    readonly started: ImportReport;
    readonly from: number;
    readonly folder: string;
    readonly study: StudyOptions;
  },
  control: JobControl,
): Promise<ImportReport> {
  const { started, from, patients, person, folder, study } = order;
  const to = Math.min(patients, from + patientsPerReport);
  let report = started;
  for (let index = from; index < to; index++) {
    control.signal.throwIfAborted();
    const stage = `patient ${index + 1} of ${patients}`;
    control.report(index / patients, stage);
    if (services.store.identity.codesOf(patientId(index)).length > 0) continue;
    // One patient on the disk at a time, however large the study.
    const written = await services.runDemo(
      'write-demo-patient',
      { folder, index, study },
      { signal: control.signal, pool: 'bulk' },
    );
    const quiet = { ...control, report: () => control.report((index + 0.5) / patients, stage) };
    report = await importSeries(services, { report, paths: [written], person }, quiet);
    await rm(written, { recursive: true, force: true });
  }
  return report;
}
