import type { CaseDetail, CaseSummary } from '#contract/procedures/cases.ts';
import type { Flag } from '#contract/flags.ts';
import type { Geometry } from '#contract/geometry.ts';
import type { Db } from '../database.ts';
import { viewerParameters, type Viewer } from '../viewer.ts';
import { toDetail, toSummary, type CaseRow } from './case-row.ts';

/** One series as an import hands it over. */
export interface NewCase {
  readonly id: string;
  readonly patientId: number;
  readonly importId: string;
  readonly scannedOn: string | null;
  readonly geometry: Geometry;
  readonly slicePositionsMm: readonly number[];
  readonly sliceThicknessMm: number | null;
  readonly voxelType: 'int16' | 'float32';
  readonly volume: { readonly sha256: string; readonly bytes: number };
  readonly acquisition: CaseDetail['acquisition'];
  readonly flags: readonly Flag[];
  /** De-identified DICOM attributes for later exports. */
  readonly source: unknown;
  /** Keyed hashes of the SOP instance UIDs. */
  readonly sopHashes: readonly string[];
}

/** What the engine needs to read a case's voxels. */
export interface CaseVolume {
  readonly caseId: string;
  readonly patientId: number;
  readonly code: string;
  readonly geometry: Geometry;
  readonly voxelType: 'int16' | 'float32';
  readonly sha256: string;
  readonly bytes: number;
}

export interface CaseRepository {
  list(viewer: Viewer): CaseSummary[];
  get(id: string, viewer: Viewer): CaseSummary | undefined;
  /** Everything but the mask versions, which the mask repository lists. */
  detail(id: string, viewer: Viewer): Omit<CaseDetail, 'masks'> | undefined;
  /** Undefined also for a removed case. */
  volume(id: string): CaseVolume | undefined;
  source(id: string): unknown;
  count(): number;
  add(item: NewCase): void;
  /** The case that already holds all of these instances, with whether it is hidden. */
  holding(sopHashes: readonly string[]): { id: string; removed: boolean } | undefined;
  setRemoved(id: string, removed: boolean): boolean;
  /** Replaces the person's note, or clears every note the viewer may see. */
  addNote(id: string, viewer: Viewer, note: string): void;
  clearNotes(id: string, viewer: Viewer): void;
}

/** A mask or note that the viewer may see. */
const visibleMask = `(m.source = 'automatic' or :all = 1 or m.author_id = :me)`;
const visibleNote = `n.cleared_at is null and (:all = 1 or n.person_id = :me)`;

const selectCase = `
  select c.*, p.code, cl.record as clinical,
    (select n.note from notes n where n.case_id = c.id and ${visibleNote}
      order by n.id desc limit 1) as note,
    (select count(*) from masks m where m.case_id = c.id and m.source = 'corrected'
      and ${visibleMask}) as corrected,
    (select count(*) from drafts d where d.case_id = c.id and d.closed_at is null
      and (:all = 1 or d.person_id = :me)
      and exists (select 1 from journal j where j.draft_id = d.id)) as drafting,
    (select count(*) from masks m where m.case_id = c.id and m.source = 'automatic') as automatic,
    (select json_extract(q.confidence, '$.verdict') from proposals q
      where q.case_id = c.id and q.origin = 'automatic' and q.rank = 1
      order by q.rowid desc limit 1) as verdict,
    (select m.volume_mm3 from masks m where m.case_id = c.id and ${visibleMask}
      order by m.version desc limit 1) as mask_volume
  from cases c
  join patients p on p.id = c.patient_id
  left join clinical cl on cl.patient_id = c.patient_id
`;

/** All SQL that touches `cases`, `instances` and `notes`. */
export function caseRepository(db: Db): CaseRepository {
  type Eyes = ReturnType<typeof viewerParameters>;
  const list = db.prepare<Eyes, CaseRow>(
    `${selectCase} where c.removed_at is null order by p.code, c.scanned_on, c.id`,
  );
  const get = db.prepare<Eyes & { id: string }, CaseRow>(
    `${selectCase} where c.id = :id and c.removed_at is null`,
  );
  const one = db.prepare<{ id: string }, CaseRow>(
    `select c.*, p.code from cases c join patients p on p.id = c.patient_id
      where c.id = :id and c.removed_at is null`,
  );
  const count = db.prepare<[], { n: number }>(
    'select count(*) as n from cases where removed_at is null',
  );
  const holding = db.prepare<{ hashes: string; n: number }, { id: string; removed: number }>(`
    select c.id, c.removed_at is not null as removed
    from instances i join cases c on c.id = i.case_id
    where i.sop_hash in (select value from json_each(:hashes))
    group by c.id having count(*) = :n order by c.imported_at limit 1
  `);
  const insert = db.prepare(`
    insert into cases (id, patient_id, import_id, imported_at, scanned_on, geometry,
      slice_positions, slice_thickness_mm, voxel_type, volume_sha256, volume_bytes, acquisition,
      flags, source)
    values (:id, :patientId, :importId, :importedAt, :scannedOn, :geometry, :slicePositions,
      :sliceThicknessMm, :voxelType, :sha256, :bytes, :acquisition, :flags, :source)
  `);
  const insertInstance = db.prepare('insert into instances (sop_hash, case_id) values (?, ?)');
  const setRemoved = db.prepare('update cases set removed_at = :at where id = :id');
  const addNote = db.prepare(
    'insert into notes (case_id, person_id, note, at) values (:id, :me, :note, :at)',
  );
  const clearNotes = db.prepare(`
    update notes as n set cleared_at = :at where n.case_id = :id and ${visibleNote}
  `);

  return {
    list: (viewer) => list.all(viewerParameters(viewer)).map(toSummary),
    get: (id, viewer) => {
      const row = get.get({ id, ...viewerParameters(viewer) });
      return row && toSummary(row);
    },
    detail: (id, viewer) => {
      const row = get.get({ id, ...viewerParameters(viewer) });
      return row && toDetail(row);
    },
    volume: (id) => {
      const row = one.get({ id });
      return row && toVolume(row);
    },
    source: (id) => {
      const row = one.get({ id });
      return row && (JSON.parse(row.source) as unknown);
    },
    count: () => count.get()?.n ?? 0,
    add: (item) => {
      insert.run(insertParameters(item));
      for (const hash of new Set(item.sopHashes)) insertInstance.run(hash, item.id);
    },
    holding: (sopHashes) => {
      const hashes = [...new Set(sopHashes)];
      const row = holding.get({ hashes: JSON.stringify(hashes), n: hashes.length });
      return row && { id: row.id, removed: row.removed === 1 };
    },
    setRemoved: (id, removed) => setRemoved.run({ id, at: removed ? now() : null }).changes === 1,
    addNote: (id, viewer, note) => {
      clearNotes.run({ id, at: now(), me: viewer.personId, all: 0 });
      addNote.run({ id, me: viewer.personId, note, at: now() });
    },
    clearNotes: (id, viewer) => void clearNotes.run({ id, at: now(), ...viewerParameters(viewer) }),
  };
}

function insertParameters(item: NewCase): Record<string, string | number | null> {
  return {
    id: item.id,
    patientId: item.patientId,
    importId: item.importId,
    importedAt: now(),
    scannedOn: item.scannedOn,
    geometry: JSON.stringify(item.geometry),
    slicePositions: JSON.stringify(item.slicePositionsMm),
    sliceThicknessMm: item.sliceThicknessMm,
    voxelType: item.voxelType,
    sha256: item.volume.sha256,
    bytes: item.volume.bytes,
    acquisition: JSON.stringify(item.acquisition),
    flags: JSON.stringify(item.flags),
    source: JSON.stringify(item.source),
  };
}

function toVolume(row: CaseRow): CaseVolume {
  return {
    caseId: row.id,
    patientId: row.patient_id,
    code: row.code,
    geometry: JSON.parse(row.geometry) as Geometry,
    voxelType: row.voxel_type,
    sha256: row.volume_sha256,
    bytes: row.volume_bytes,
  };
}

const now = (): string => new Date().toISOString();
