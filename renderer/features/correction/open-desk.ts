import { bulkPath } from '#contract/bulk.ts';
import type { Reply, WireError } from '#contract/errors.ts';
import { validRuns } from '#contract/mask-runs.ts';
import type { Draft } from '#contract/procedures/annotation.ts';
import type { CaseDetail } from '#contract/procedures/cases.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../api/engine.ts';
import { loadingVolume } from '../../viewer/load-volume.ts';
import { planeOf } from '../../viewer/plane.ts';
import { createDeskSession, type DeskSession } from './desk-session.ts';
import { fetchRuns } from './draft-wire.ts';
import { loadViewer } from './load-viewer.ts';

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

/** Opens the draft of a case; slices and mask arrive after this resolves, what is shown first. */
export async function openDesk(options: OpenOptions): Promise<Reply<Opened>> {
  const { engine, caseId, again, signal } = options;
  const askedAt = performance.now();
  await leaving.get(caseId)?.editor.settled();
  leaving.delete(caseId);
  const detail = await engine.call('cases.get', { caseId }, { signal });
  if (!detail.ok) return detail;
  if (isFinished(detail.value) && !again) {
    return { ok: true, value: { kind: 'finished', detail: detail.value } };
  }
  const name = again ? 'annotation.reopen' : 'annotation.open';
  const opening = engine.call(name, { caseId }, { signal });
  // Megabytes of code are read while the engine reads the mask.
  void loadViewer();
  const draft = await opening;
  if (!draft.ok) return draft;
  const session = openDraft(options, { askedAt, detail: detail.value, draft: draft.value });
  return { ok: true, value: { kind: 'desk', session } };
}

/** Closes a desk without losing what it still has to send. */
export function leaveDesk(session: DeskSession): void {
  session.close();
  if (session.editor.hasUnsaved()) leaving.set(session.parts.detail.id, session);
}

function isFinished({ status }: CaseDetail): boolean {
  return status === 'done' || status === 'approved';
}

interface Asked {
  readonly askedAt: number;
  readonly detail: CaseDetail;
  readonly draft: Draft;
}

function openDraft(
  { engine, jobs, signal }: OpenOptions,
  { askedAt, detail, draft }: Asked,
): DeskSession {
  const { geometry, voxelType } = detail;
  const [nx, ny, nz] = geometry.dimensions;
  const plane = planeOf(geometry, 'axial');
  const shape = { voxelType, sliceVoxels: nx * ny, slices: nz };
  const volume = loadingVolume(shape, (init) => engine.bulkFetch(bulkPath.volume(detail.id), init));
  const session = createDeskSession({ askedAt, engine, jobs, detail, draft, plane, volume });
  const fail = (error: WireError) =>
    session.store.setState({ work: null, notice: { kind: 'failed', error } });

  const firstThere = Promise.withResolvers<void>();
  const loadImage = async () => {
    const { slice } = session.store.getState();
    // The stored slices run along k, which is nearly always the plane's own depth.
    const first = plane.axes[2] === 2 ? slice : Math.floor(nz / 2);
    const onSlices = (loadedSlices: number) => {
      session.store.setState({ loadedSlices });
      firstThere.resolve();
    };
    const reply = await volume.load(first, onSlices, signal);
    if (!reply.ok) fail(reply.error);
  };
  const loadMask = async () => {
    const path = bulkPath.draftMask(draft.id);
    // The slice that is waited for goes first.
    await firstThere.promise;
    let reply = await fetchRuns(engine, path);
    // An engine that died is restarted within seconds; the fetch waits for it to be back.
    while (!signal.aborted && !reply.ok && reply.error.code === 'engine-lost') {
      reply = await fetchRuns(engine, path);
    }
    if (signal.aborted) return;
    if (!reply.ok) return fail(reply.error);
    if (!validRuns(reply.value, nx * ny * nz)) return fail({ code: 'engine-lost', details: {} });
    session.begin(reply.value);
    await session.offers.refresh();
  };
  // Only leaving the desk rejects.
  void Promise.allSettled([loadImage(), loadMask()]);
  return session;
}
