import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { ExportKind, FeatureSet } from '#contract/procedures/risk.ts';
import { derivedUid, uidFromDigest } from '#engine/dicom/uid.ts';
import type { SegSource } from '#engine/dicom/seg-source.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import type { CaseVolume } from '#engine/store/repositories/case-repository.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { viewerOf } from '#engine/store/viewer.ts';
import { writeWhole, type ExportTasks } from './export-tasks.ts';
import { featureDictionary, featureTable, type FeatureRow } from './feature-table.ts';

export interface ExportServices {
  readonly store: Store;
  readonly run: RunTask<ExportTasks>;
  readonly version: string;
  /** Computes and stores the features of a mask, or gives the stored ones. */
  readonly features: (
    order: { readonly mask: StoredMask; readonly person: Person },
    control: JobControl,
  ) => Promise<FeatureSet>;
}

export interface ExportOrder {
  readonly kind: ExportKind;
  readonly caseIds: readonly string[];
  readonly folder: string;
  readonly person: Person;
}

export interface ExportedFile {
  readonly name: string;
  readonly bytes: number;
}

/** Writes the files of an export. Masks are those that the person may see. */
export async function runExport(
  services: ExportServices,
  order: ExportOrder,
  control: JobControl,
): Promise<ExportedFile[]> {
  if (order.kind === 'features-csv') return exportFeatures(services, order, control);
  const files: ExportedFile[] = [];
  for (const [n, caseId] of order.caseIds.entries()) {
    control.signal.throwIfAborted();
    control.report(n / order.caseIds.length, `case ${n + 1} of ${order.caseIds.length}`);
    files.push(await exportCase(services, { ...order, kind: order.kind }, caseId, control.signal));
  }
  return files;
}

type CaseKind = Exclude<ExportKind, 'features-csv'>;

async function exportCase(
  { store, run, version }: ExportServices,
  { kind, folder, person }: ExportOrder & { readonly kind: CaseKind },
  caseId: string,
  signal: AbortSignal,
): Promise<ExportedFile> {
  const options = { signal, pool: 'bulk' } as const;
  const volume = expectVolume(store, caseId);
  const { code, geometry, voxelType, sha256 } = volume;
  if (kind === 'image-nifti') {
    const name = `${fileStem(volume)}_image.nii.gz`;
    const order = {
      path: join(folder, name),
      volume: { path: store.objectPath(sha256), geometry, voxelType },
    };
    return { name, bytes: await run('write-image-nifti', order, options) };
  }
  const mask = expectMask(store, caseId, person);
  const maskPath = store.objectPath(mask.sha256);
  const stem = `${fileStem(volume)}_mask-v${mask.version}`;
  if (kind === 'mask-nifti') {
    const name = `${stem}.nii.gz`;
    const order = { path: join(folder, name), maskPath, geometry };
    return { name, bytes: await run('write-mask-nifti', order, options) };
  }
  const name = `${stem}.seg.dcm`;
  const order = {
    path: join(folder, name),
    maskPath,
    geometry,
    // What `storeSeries` kept of the series for exactly this.
    source: store.cases.source(caseId) as SegSource,
    about: describeSeg({ caseId, code, mask, version }),
  };
  return { name, bytes: await run('write-seg', order, options) };
}

function describeSeg({
  caseId,
  code,
  mask,
  version,
}: {
  caseId: string;
  code: string;
  mask: StoredMask;
  version: string;
}) {
  const automatic = mask.source === 'automatic';
  return {
    sopInstanceUid: uidFromDigest(randomBytes(32)),
    seriesInstanceUid: uidFromDigest(randomBytes(32)),
    trackingUid: derivedUid('tumour', caseId),
    trackingId: `${code} tumour`,
    label: 'Primary tumour',
    algorithmType: automatic ? ('AUTOMATIC' as const) : ('SEMIAUTOMATIC' as const),
    algorithmName: 'Nodewise outline',
    creator: automatic ? 'Nodewise' : `Reader ${(mask.authorId ?? '').slice(0, 8)}`,
    writtenAt: new Date(),
    softwareVersion: version,
  };
}

async function exportFeatures(
  { store, features }: ExportServices,
  { caseIds, folder, person }: ExportOrder,
  control: JobControl,
): Promise<ExportedFile[]> {
  const rows: FeatureRow[] = [];
  for (const [n, caseId] of caseIds.entries()) {
    control.signal.throwIfAborted();
    control.report(n / caseIds.length, `case ${n + 1} of ${caseIds.length}`);
    const { code } = expectVolume(store, caseId);
    const mask = expectMask(store, caseId, person);
    const quiet = { ...control, report: () => undefined };
    rows.push({
      code,
      maskVersion: mask.version,
      maskAuthor: mask.author,
      maskSource: mask.source,
      features: await features({ mask, person }, quiet),
    });
  }
  const texts = [
    ['features.csv', featureTable(rows)],
    ['features-columns.csv', featureDictionary(rows)],
  ] as const;
  return texts.map(([name, text]) => ({
    name,
    bytes: writeWhole(join(folder, name), Buffer.from(text, 'utf8')),
  }));
}

function expectVolume(store: Store, caseId: string): CaseVolume {
  const volume = store.cases.volume(caseId);
  if (!volume) throw new AppError('not-found', { what: 'case', id: caseId });
  return volume;
}

function expectMask(store: Store, caseId: string, person: Person): StoredMask {
  const mask = store.masks.newest(caseId, viewerOf(person));
  if (!mask) throw new AppError('mask-missing', { caseId });
  return mask;
}

/** Several series of a patient share the pseudonym, so a part of the case's id tells them apart. */
function fileStem({ code, caseId }: CaseVolume): string {
  return `${code}_${caseId.slice(0, 8)}`;
}
