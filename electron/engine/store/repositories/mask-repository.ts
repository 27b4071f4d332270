import type { MaskVersion, OutlineSource } from '#contract/procedures/cases.ts';
import type { Db } from '../database.ts';
import { viewerParameters, type Viewer } from '../viewer.ts';

export interface MaskOrigin extends Readonly<Record<string, unknown>> {
  readonly outlinedBy: OutlineSource | null;
}

export interface NewMask {
  readonly id: string;
  readonly caseId: string;
  readonly authorId: string | null;
  readonly source: 'automatic' | 'corrected';
  readonly sha256: string;
  readonly voxels: number;
  readonly volumeMm3: number;
  readonly longAxisMm: number;
  /** Algorithm and settings, or the draft; and the model whose outline it is or began as. */
  readonly madeBy: MaskOrigin;
}

/** A stored version with the object that holds its voxels. */
export interface StoredMask extends MaskVersion {
  readonly sha256: string;
}

export interface MaskRepository {
  /** Newest first; for a blinded viewer the automatic ones and the own. */
  list(caseId: string, viewer: Viewer): MaskVersion[];
  get(id: string, viewer: Viewer): StoredMask | undefined;
  /** The newest version the viewer may see; corrected ones come before automatic ones. */
  newest(caseId: string, viewer: Viewer): StoredMask | undefined;
  newestOf(caseId: string, authorId: string): StoredMask | undefined;
  newestAutomatic(caseId: string): StoredMask | undefined;
  /** Adds the next version. Never replaces one: versions are immutable. */
  add(mask: NewMask): StoredMask;
}

interface MaskRow {
  readonly id: string;
  readonly case_id: string;
  readonly version: number;
  readonly author_id: string | null;
  readonly author: string | null;
  readonly source: 'automatic' | 'corrected';
  readonly created_at: string;
  readonly sha256: string;
  readonly voxels: number;
  readonly volume_mm3: number;
  readonly long_axis_mm: number;
  readonly made_by: string;
}

const select = `
  select m.*, p.name as author from masks m left join people p on p.id = m.author_id
`;
const visible = `(m.source = 'automatic' or :all = 1 or m.author_id = :me)`;

/** All SQL that touches `masks`. */
export function maskRepository(db: Db): MaskRepository {
  type Eyes = ReturnType<typeof viewerParameters>;
  const list = db.prepare<Eyes & { caseId: string }, MaskRow>(
    `${select} where m.case_id = :caseId and ${visible} order by m.version desc`,
  );
  const get = db.prepare<Eyes & { id: string }, MaskRow>(
    `${select} where m.id = :id and ${visible}`,
  );
  const newest = db.prepare<Eyes & { caseId: string }, MaskRow>(`
    ${select} where m.case_id = :caseId and ${visible}
    order by m.source = 'corrected' desc, m.version desc limit 1
  `);
  const newestOf = db.prepare<{ caseId: string; authorId: string }, MaskRow>(`
    ${select} where m.case_id = :caseId and m.author_id = :authorId
    order by m.version desc limit 1
  `);
  const newestAutomatic = db.prepare<{ caseId: string }, MaskRow>(`
    ${select} where m.case_id = :caseId and m.source = 'automatic'
    order by m.version desc limit 1
  `);
  const insert = db.prepare(`
    insert into masks (id, case_id, version, author_id, source, created_at, sha256, voxels,
      volume_mm3, long_axis_mm, made_by)
    select :id, :caseId, coalesce(max(version), 0) + 1, :authorId, :source, :at, :sha256, :voxels,
      :volumeMm3, :longAxisMm, :madeBy
    from masks where case_id = :caseId
  `);
  const stored = (row: MaskRow | undefined): StoredMask | undefined =>
    row && { ...toVersion(row), sha256: row.sha256 };

  return {
    list: (caseId, viewer) =>
      list.all({ caseId, ...viewerParameters(viewer) }).map((row) => toVersion(row)),
    get: (id, viewer) => stored(get.get({ id, ...viewerParameters(viewer) })),
    newest: (caseId, viewer) => stored(newest.get({ caseId, ...viewerParameters(viewer) })),
    newestOf: (caseId, authorId) => stored(newestOf.get({ caseId, authorId })),
    newestAutomatic: (caseId) => stored(newestAutomatic.get({ caseId })),
    add: (mask) => {
      const at = new Date().toISOString();
      insert.run({ ...mask, at, madeBy: JSON.stringify(mask.madeBy) });
      const row = get.get({ id: mask.id, me: '', all: 1 });
      if (!row) throw new Error('a mask version vanished while it was stored');
      return { ...toVersion(row), sha256: row.sha256 };
    },
  };
}

function toVersion(row: MaskRow): MaskVersion {
  // Masks of older libraries do not tell: there was no other method than the program's own.
  const { outlinedBy = null } = JSON.parse(row.made_by) as Partial<MaskOrigin>;
  const maker = outlinedBy ? `Automatic (${outlinedBy.name})` : 'Automatic';
  return {
    id: row.id,
    caseId: row.case_id,
    version: row.version,
    author: row.author ?? maker,
    authorId: row.author_id,
    source: row.source,
    outlinedBy,
    createdAt: row.created_at,
    voxels: row.voxels,
    volumeMm3: row.volume_mm3,
    longAxisMm: row.long_axis_mm,
  };
}
