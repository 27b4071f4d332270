import { bulkPath } from '#contract/bulk.ts';
import type { Reply } from '#contract/errors.ts';
import type { Draft } from '#contract/procedures/annotation.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../api/engine.ts';
import { loadingVolume } from '../../viewer/load-volume.ts';
import { planeOf } from '../../viewer/plane.ts';
import { createDeskSession, type DeskSession } from './desk-session.ts';
import { fetchMask } from './draft-wire.ts';
import { firstSlice } from './slice-counts.ts';

export interface OpenOptions {
  readonly engine: Engine;
  readonly jobs: StoreApi<ReadonlyMap<string, Job>>;
  readonly caseId: string;
  /** Whether a case that is done is opened for correction again. */
  readonly again: boolean;
  readonly signal: AbortSignal;
}

/** What a case offers the signed-in person. */
export type Opened =
  | { readonly kind: 'desk'; readonly session: DeskSession }
  /** The person finished it; reopening makes a new draft. */
  | { readonly kind: 'finished'; readonly detail: CaseDetail };

/** Desks that were left while their last edits were on the way to the engine. */
const leaving = new Map<string, DeskSession>();

/** Opens the draft of a case; the first slice is there when this resolves, the rest follows. */
export async function openDesk(options: OpenOptions): Promise<Reply<Opened>> {
  const { engine, caseId, again, signal } = options;
  await leaving.get(caseId)?.editor.settled();
  leaving.delete(caseId);
  const detail = await engine.call('cases.get', { caseId }, { signal });
  if (!detail.ok) return detail;
  if (isFinished(detail.value) && !again) {
    return { ok: true, value: { kind: 'finished', detail: detail.value } };
  }
  const name = again ? 'annotation.reopen' : 'annotation.open';
  const draft = await engine.call(name, { caseId }, { signal });
  if (!draft.ok) return draft;
  return openDraft(options, detail.value, draft.value);
}

/** Closes a desk without losing what it still has to send. */
export function leaveDesk(session: DeskSession): void {
  session.close();
  if (session.editor.hasUnsaved()) leaving.set(session.parts.detail.id, session);
}

function isFinished({ status }: CaseDetail): boolean {
  return status === 'done' || status === 'approved';
}

async function openDraft(
  { engine, jobs, signal }: OpenOptions,
  detail: CaseDetail,
  draft: Draft,
): Promise<Reply<Opened>> {
  const { geometry, voxelType } = detail;
  const [nx, ny, nz] = geometry.dimensions;
  const plane = planeOf(geometry, 'axial');
  const shape = { voxelType, sliceVoxels: nx * ny, slices: nz };
  const volume = loadingVolume(shape, (init) => engine.bulkFetch(bulkPath.volume(detail.id), init));
  const first = firstSlice(draft.measures.voxelsPerSlice);
  const firstThere = Promise.withResolvers<Reply<null>>();
  let session: DeskSession | null = null;
  const rest = volume.load(
    first,
    (loadedSlices) => {
      session?.store.setState({ loadedSlices });
      firstThere.resolve({ ok: true, value: null });
    },
    signal,
  );
  rest.then(
    (reply) => {
      firstThere.resolve(reply);
      if (!reply.ok) session?.store.setState({ notice: { kind: 'failed', error: reply.error } });
    },
    // Only leaving the desk rejects.
    () => firstThere.resolve({ ok: true, value: null }),
  );
  const [mask, slice] = await Promise.all([
    fetchMask(engine, bulkPath.draftMask(draft.id), nx * ny * nz),
    firstThere.promise,
  ]);
  if (!mask.ok) return mask;
  if (!slice.ok) return slice;
  session = createDeskSession({ engine, jobs, detail, draft, plane, volume, mask: mask.value });
  void session.offers.refresh();
  return { ok: true, value: { kind: 'desk', session } };
}
