import type { FeatureVersion, MaskChoice } from '#contract/procedures/feature-comparison.ts';
import type { FeatureSet } from '#contract/procedures/risk.ts';
import type { Db } from '../database.ts';

/** Where a stored feature set comes from, without its values. */
export interface StoredSet {
  readonly id: string;
  readonly caseId: string;
  readonly code: string;
  readonly imageSha256: string;
  readonly maskId: string;
  readonly maskSha256: string;
  readonly maskVersion: number;
  readonly maskSource: 'automatic' | 'corrected';
  readonly maskAuthor: string;
  readonly preset: string;
  readonly computedAt: string;
}

interface Wanted {
  readonly settingsHash: string;
  readonly codeVersion: string;
  readonly masks: MaskChoice;
}

/** Stored features across settings, versions of the code and outlines. */
export interface FeatureVersionRepository {
  /** Newest first. */
  versions(): FeatureVersion[];
  /** Who drew outlines that have features, by name. */
  readers(): { id: string; name: string }[];
  /** One set a case, by pseudonym. */
  sets(wanted: Wanted): StoredSet[];
  values(setId: string): FeatureSet['values'];
}

/** Reads `features` together with the masks and cases they were computed from. */
export function featureVersionRepository(db: Db): FeatureVersionRepository {
  const versions = db.prepare<[], FeatureVersion>(`
    select min(f.preset) as preset, f.settings_hash as settingsHash,
      f.code_version as codeVersion, count(distinct f.case_id) as cases,
      max(f.computed_at) as newestAt
    from features f join cases c on c.id = f.case_id
    where c.removed_at is null
    group by f.settings_hash, f.code_version
    order by newestAt desc
  `);
  const readers = db.prepare<[], { id: string; name: string }>(`
    select distinct p.id, p.name
    from features f join masks m on m.id = f.mask_id join people p on p.id = m.author_id
    order by p.name, p.id
  `);
  const sets = db.prepare<Record<string, string | null>, StoredSet>(`
    select f.id, f.case_id as caseId, p.code, c.volume_sha256 as imageSha256,
      m.id as maskId, m.sha256 as maskSha256, m.version as maskVersion, m.source as maskSource,
      coalesce(a.name, 'Automatic' ||
        coalesce(' (' || json_extract(m.made_by, '$.outlinedBy.name') || ')', '')) as maskAuthor,
      f.preset, f.computed_at as computedAt
    from features f
    join cases c on c.id = f.case_id
    join patients p on p.id = c.patient_id
    join masks m on m.id = f.mask_id
    left join people a on a.id = m.author_id
    where c.removed_at is null and f.settings_hash = :settingsHash
      and f.code_version = :codeVersion
      and (:source is null or m.source = :source)
      and (:readerId is null or m.author_id = :readerId)
    order by p.code, c.id, m.source = 'corrected' desc, m.version desc, f.computed_at desc,
      f.rowid desc
  `);
  const values = db
    .prepare<{ setId: string }, string>('select feature_values from features where id = :setId')
    .pluck();

  return {
    versions: () => versions.all(),
    readers: () => readers.all(),
    sets: ({ masks, ...version }) => {
      const rows = sets.all({ ...version, ...maskCondition(masks) });
      // The first row of a case is the one that counts.
      return rows.filter(({ caseId }, n) => caseId !== rows[n - 1]?.caseId);
    },
    values: (setId) => JSON.parse(values.get({ setId }) ?? '[]') as FeatureSet['values'],
  };
}

function maskCondition(masks: MaskChoice): { source: string | null; readerId: string | null } {
  if (typeof masks === 'object') return { source: null, readerId: masks.readerId };
  return { source: masks === 'newest' ? null : masks, readerId: null };
}
