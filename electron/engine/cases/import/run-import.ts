import { statfsSync } from 'node:fs';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { ImportReport } from '#contract/procedures/imports.ts';
import type { SeriesDraft } from '#engine/dicom/series.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import type { Store } from '#engine/store/store.ts';
import { detailOf, withImported, withRefused, type Refused } from './import-report.ts';
import type { ImportTasks } from './import-tasks.ts';
import { flagsOf, refusalCodeOf } from './report-flags.ts';
import { sopHashesOf, storeSeries } from './store-series.ts';

export interface ImportServices {
  readonly store: Store;
  readonly changes: LibraryChanges;
  readonly run: RunTask<ImportTasks>;
  /** Told of every new case, e.g. to queue its automatic outline. */
  readonly onImported: (caseId: string) => void;
}

export interface ImportOrder {
  readonly report: ImportReport;
  readonly paths: readonly string[];
  readonly person: Person | null;
}

/** A report of thousands of series is not written again for each of them. */
const saveEveryMs = 300;
/** A stack of fewer slices is no volume. */
const fewestSlices = 3;
/** Room that is left free on the disk beside the volume, for database and masks. */
const spareBytes = 64 * 1024 * 1024;

/**
 * Imports every CT series under the paths, each in a transaction of its own. The report is stored
 * as it grows, so that it can be read meanwhile; running the same import again takes up what is
 * missing.
 *
 * @returns the report with everything but its end.
 * @throws AppError disk-full; what was imported before stays.
 */
export async function importSeries(
  services: ImportServices,
  { report: started, paths, person }: ImportOrder,
  control: JobControl,
): Promise<ImportReport> {
  const { store, run } = services;
  let report = started;
  let savedMs = 0;
  const save = (next: ImportReport): void => {
    report = next;
    if (Date.now() - savedMs < saveEveryMs) return;
    savedMs = Date.now();
    store.imports.save(report);
  };
  const scan = await run('scan-sources', paths, {
    signal: control.signal,
    pool: 'bulk',
    onProgress: (_progress, stage) => control.report(null, stage),
  });
  const refused = scan.refused.map(({ path, facts, ...rest }): Refused => {
    return { path, reason: refusalCodeOf(rest), detail: detailOf(facts) };
  });
  save(
    withRefused({ ...report, filesSeen: report.filesSeen + scan.scanned.files }, refused, paths),
  );

  try {
    const total = scan.series.reduce((sum, { bytes }) => sum + bytes, 0);
    let done = 0;
    for (const draft of scan.series) {
      control.signal.throwIfAborted();
      const share = draft.bytes / Math.max(1, total);
      const outcome = await importOne(services, draft, {
        by: { importId: report.id, person },
        control,
        onProgress: (progress, stage) => control.report(done + progress * share, stage),
      });
      done = Math.min(1, done + share);
      save(
        outcome.kind === 'imported'
          ? withImported(report, outcome.item)
          : withRefused(report, outcome.refused, paths),
      );
    }
    return report;
  } finally {
    store.imports.save(report);
  }
}

type Outcome =
  | { readonly kind: 'imported'; readonly item: ImportReport['imported'][number] }
  | { readonly kind: 'refused'; readonly refused: readonly Refused[] };

interface OneImport {
  readonly by: { readonly importId: string; readonly person: Person | null };
  readonly control: JobControl;
  readonly onProgress: (progress: number, stage: string) => void;
}

async function importOne(
  { store, changes, run, onImported }: ImportServices,
  draft: SeriesDraft,
  { by, control, onProgress }: OneImport,
): Promise<Outcome> {
  const slices = draft.slices.length;
  if (slices < fewestSlices) return refuse(draft, 'too-few-slices', `${slices} slices`);
  const known = store.cases.holding(sopHashesOf(store, draft));
  if (known && !known.removed) return refuse(draft, 'already-in-library', `${slices} slices`);
  if (known) {
    // Importing what was removed is asking for it back.
    store.cases.setRemoved(known.id, false);
    changes.publish('cases');
    const code = store.cases.volume(known.id)?.code ?? '';
    return { kind: 'imported', item: { caseId: known.id, code, slices, flags: flagsOf(draft) } };
  }
  expectRoom(store.folders.root, draft);
  const { geometry } = draft;
  const decoded = await run(
    'decode-series',
    { plan: { geometry, slices: draft.slices }, objects: store.folders.objects },
    { signal: control.signal, pool: 'bulk', onProgress },
  );
  if (decoded.kind === 'refused') {
    return refuse(draft, refusalCodeOf(decoded), detailOf(decoded.facts));
  }
  const { caseId, code } = storeSeries(store, draft, decoded, by);
  changes.publish('cases');
  onImported(caseId);
  return { kind: 'imported', item: { caseId, code, slices, flags: flagsOf(draft) } };
}

function refuse(draft: SeriesDraft, reason: Refused['reason'], detail: string): Outcome {
  const files = [...new Set(draft.slices.map(({ pixels }) => pixels.path))];
  return { kind: 'refused', refused: files.map((path) => ({ reason, path, detail })) };
}

/** Says so before the work when the volume cannot fit. */
function expectRoom(folder: string, { geometry: { dimensions } }: SeriesDraft): void {
  const [nx, ny, nz] = dimensions;
  const needed = nx * ny * nz * Int16Array.BYTES_PER_ELEMENT + spareBytes;
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < needed) {
    throw new AppError('disk-full', { neededMb: Math.ceil(needed / 1e6) });
  }
}
