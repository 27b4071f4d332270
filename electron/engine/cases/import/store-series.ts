import { randomUUID } from 'node:crypto';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import { deidentifier, patientKeyOf } from '#engine/dicom/deidentifier.ts';
import { deidentifySeries } from '#engine/dicom/deidentify-series.ts';
import type { SeriesDraft } from '#engine/dicom/series.ts';
import type { Person } from '#contract/people.ts';
import { engineItself } from '#engine/store/repositories/audit-log.ts';
import type { Store } from '#engine/store/store.ts';
import type { DecodedSeries } from './import-tasks.ts';
import { flagsOf } from './report-flags.ts';

export interface StoredSeries {
  readonly caseId: string;
  readonly code: string;
}

/** Keyed hashes of a series' SOP instance UIDs: what tells that it was imported before. */
export function sopHashesOf(store: Store, draft: SeriesDraft): string[] {
  return draft.slices.map(({ sopInstanceUid, frame }) =>
    store.identity.keyedHash('instance', `${sopInstanceUid}#${frame}`),
  );
}

/** Stores a decoded series under its patient's pseudonym, all of it or nothing. */
export function storeSeries(
  store: Store,
  draft: SeriesDraft,
  decoded: DecodedSeries & { kind: 'stored' },
  by: { readonly importId: string; readonly person: Person | null },
): StoredSeries {
  const patientKey = patientKeyOf(draft.patient, draft.studyInstanceUid);
  const { facts, key } = deidentifySeries(draft, deidentifier(store.identity.secret));
  const caseId = randomUUID();
  const patient = store.transaction(() => {
    const found = store.patients.findOrAdd(store.identity.keyedHash('patient', patientKey));
    store.cases.add({
      id: caseId,
      patientId: found.id,
      importId: by.importId,
      scannedOn: facts.scannedOn ?? null,
      geometry: toContract(draft.geometry),
      slicePositionsMm: positionsAlongNormal(draft),
      sliceThicknessMm: draft.thicknessMm ?? null,
      voxelType: decoded.voxelType,
      volume: { sha256: decoded.sha256, bytes: decoded.bytes },
      acquisition: acquisitionOf(draft),
      flags: flagsOf(draft),
      source: { ...facts, pseudonym: found.code },
      sopHashes: sopHashesOf(store, draft),
    });
    store.segmentations.set(caseId, 'pending');
    store.audit.append({
      who: by.person ?? engineItself,
      action: 'case-imported',
      subject: caseId,
      details: { importId: by.importId, volume: decoded.sha256, slices: draft.slices.length },
    });
    return found;
  });
  const { patientId, name: patientName, dateOffsetDays } = key;
  store.identity.remember(patient.code, { patientId, patientName, dateOffsetDays });
  return { caseId, code: patient.code };
}

function acquisitionOf({ acquisition, slices: [first] }: SeriesDraft): CaseDetail['acquisition'] {
  return {
    manufacturer: acquisition.manufacturer ?? null,
    kernel: acquisition.kernel ?? null,
    kvp: acquisition.kvp ?? null,
    contrast: acquisition.contrast,
    transferSyntax: first.pixels.transferSyntaxUid,
  };
}

function positionsAlongNormal({ slices, geometry }: SeriesDraft): number[] {
  const [nx, ny, nz] = geometry.direction.slice(6);
  return slices.map(({ positionMm: [x, y, z] }) => x * nx + y * ny + z * nz);
}

function toContract({ dimensions, spacingMm, originMm, direction }: SeriesDraft['geometry']) {
  return {
    dimensions: [...dimensions] as [number, number, number],
    spacingMm: [...spacingMm] as [number, number, number],
    originMm: [...originMm] as [number, number, number],
    direction: [...direction],
  };
}
