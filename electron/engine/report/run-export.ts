import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Person } from '#contract/people.ts';
import type { OutlineSource } from '#contract/procedures/cases.ts';
import type { ExportKind, FeatureSet } from '#contract/procedures/risk.ts';
import { derivedUid, uidFromDigest } from '#engine/dicom/uid.ts';
import type { SegSource } from '#engine/dicom/seg-source.ts';
import type { JobControl } from '#engine/jobs/job-queue.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import type { CaseVolume } from '#engine/store/repositories/case-repository.ts';
import type { StoredMask } from '#engine/store/repositories/mask-repository.ts';
import type { Store } from '#engine/store/store.ts';
import { expectMask, expectVolume } from './case-parts.ts';
import { exportFeatures, isFeatureKind, type FeatureKind } from './export-features.ts';
import type { ExportTasks } from './export-tasks.ts';

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
  const { kind } = order;
  if (isFeatureKind(kind)) return exportFeatures(services, { ...order, kind }, control);
  const files: ExportedFile[] = [];
  for (const [n, caseId] of order.caseIds.entries()) {
    control.signal.throwIfAborted();
    control.report(n / order.caseIds.length, `case ${n + 1} of ${order.caseIds.length}`);
    files.push(await exportCase(services, { ...order, kind }, caseId, control.signal));
  }
  return files;
}

type CaseKind = Exclude<ExportKind, FeatureKind>;

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
    algorithmName: algorithmName(mask.outlinedBy),
    creator: automatic ? 'Nodewise' : `Reader ${(mask.authorId ?? '').slice(0, 8)}`,
    writtenAt: new Date(),
    softwareVersion: version,
  };
}

/** Long strings of DICOM have at most 64 characters, and no backslash. */
function algorithmName(model: OutlineSource | null): string {
  if (!model) return 'Nodewise outline';
  const name = model.name.replaceAll(/[\\\p{Cc}]/gu, ' ').slice(0, 46);
  return `${name} (${model.modelSha256.slice(0, 12)})`;
}

/** Several series of a patient share the pseudonym, so a part of the case's id tells them apart. */
function fileStem({ code, caseId }: CaseVolume): string {
  return `${code}_${caseId.slice(0, 8)}`;
}
