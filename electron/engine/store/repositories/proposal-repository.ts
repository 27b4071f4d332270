import type { MaskRuns } from '#contract/mask-runs.ts';
import type { Proposal } from '#contract/procedures/annotation.ts';
import type { Db } from '../database.ts';
import { bytesToRuns, runsToBytes } from '../run-bytes.ts';
import { viewerParameters, type Viewer } from '../viewer.ts';

export interface NewProposal extends Proposal {
  readonly runs: MaskRuns;
}

/** One run of the algorithm: an automatic one, or a person's click. */
export interface ProposalBatch {
  readonly id: string;
  readonly personId: string | null;
  readonly proposals: readonly NewProposal[];
}

export interface ProposalRepository {
  add(batch: ProposalBatch): void;
  /** The person's newest click first, then the newest automatic run. */
  list(caseId: string, personId: string): Proposal[];
  bestAutomatic(caseId: string): Proposal | undefined;
  runs(id: string, viewer: Viewer): { caseId: string; runs: MaskRuns } | undefined;
}

interface ProposalRow {
  readonly id: string;
  readonly case_id: string;
  readonly origin: 'automatic' | 'click';
  readonly outlined_by: string | null;
  readonly rank: number;
  readonly confidence: string;
  readonly centre: string;
  readonly volume_mm3: number;
  readonly diameter_mm: number;
}

const columns =
  'id, case_id, origin, outlined_by, rank, confidence, centre, volume_mm3, diameter_mm';

/** All SQL that touches `proposals`. */
export function proposalRepository(db: Db): ProposalRepository {
  const insert = db.prepare(`
    insert into proposals (id, case_id, origin, outlined_by, person_id, batch, rank, confidence,
      centre, volume_mm3, diameter_mm, runs, at)
    values (:id, :caseId, :origin, :outlinedBy, :personId, :batch, :rank, :confidence, :centre, :volumeMm3,
      :diameterMm, :runs, :at)
  `);
  const newestBatch = db.prepare<{ caseId: string; me: string; origin: string }, ProposalRow>(`
    select ${columns} from proposals
    where batch = (
      select batch from proposals where case_id = :caseId and origin = :origin
        and (person_id is null or person_id = :me)
      order by rowid desc limit 1)
    order by rank
  `);
  const runs = db.prepare<
    { id: string; me: string; all: number },
    { case_id: string; runs: Buffer }
  >(`
    select case_id, runs from proposals
    where id = :id and (person_id is null or :all = 1 or person_id = :me)
  `);

  return {
    add: ({ id: batch, personId, proposals }) => {
      const at = new Date().toISOString();
      for (const { confidence, centreIjk, outlinedBy, runs: voxels, ...rest } of proposals) {
        insert.run({
          ...rest,
          batch,
          personId,
          at,
          outlinedBy: outlinedBy && JSON.stringify(outlinedBy),
          confidence: JSON.stringify(confidence),
          centre: JSON.stringify(centreIjk),
          runs: runsToBytes(voxels),
        });
      }
    },
    list: (caseId, me) =>
      (['click', 'automatic'] as const).flatMap((origin) =>
        newestBatch.all({ caseId, me, origin }).map(toProposal),
      ),
    bestAutomatic: (caseId) => {
      const row = newestBatch.get({ caseId, me: '', origin: 'automatic' });
      return row && toProposal(row);
    },
    runs: (id, viewer) => {
      const row = runs.get({ id, ...viewerParameters(viewer) });
      return row && { caseId: row.case_id, runs: bytesToRuns(row.runs) };
    },
  };
}

function toProposal(row: ProposalRow): Proposal {
  return {
    id: row.id,
    caseId: row.case_id,
    origin: row.origin,
    outlinedBy:
      row.outlined_by === null
        ? null
        : (JSON.parse(row.outlined_by) as NonNullable<Proposal['outlinedBy']>),
    rank: row.rank,
    confidence: JSON.parse(row.confidence) as Proposal['confidence'],
    centreIjk: JSON.parse(row.centre) as Proposal['centreIjk'],
    volumeMm3: row.volume_mm3,
    diameterMm: row.diameter_mm,
  };
}
