import { randomUUID } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { JobControl, JobQueue } from '#engine/jobs/job-queue.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import { engineItself } from '#engine/store/repositories/audit-log.ts';
import type { NewProposal } from '#engine/store/repositories/proposal-repository.ts';
import type { Store } from '#engine/store/store.ts';
import type { VoxelFile } from '#engine/store/voxel-file.ts';
import type { Vec3 } from '#native/image/volume.ts';
import type { AutomaticResult, FoundOutline, SegmentTasks } from './segment-tasks.ts';

/** Offers outlines: automatic ones for every new case, and those of a click. */
export interface Segmenter {
  /** Queues the automatic outline of a case behind everything a person waits for. */
  readonly queueAutomatic: (caseId: string) => void;
  /** Lets the thread that answers clicks read a case that was just opened. */
  readonly warm: (caseId: string) => void;
  /** Takes up what a restart interrupted. */
  resume(): void;
  /** A person asks for the automatic outline now. @returns the job's id. */
  startAutomatic(caseId: string, person: Person): string;
  /** @param points Voxel indices of a click or a stroke. @returns the job's id. */
  startClick(caseId: string, points: readonly Vec3[], person: Person): string;
}

export interface SegmenterServices {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly changes: LibraryChanges;
  readonly run: RunTask<SegmentTasks>;
}

/** Version of the algorithm as stored beside every automatic mask. */
const algorithm = 'nodewise-hypotheses-1';

export function segmenter({ store, queue, changes, run }: SegmenterServices): Segmenter {
  async function automatic(
    caseId: string,
    pool: 'interactive' | 'bulk',
    control: JobControl,
  ): Promise<null> {
    const { objects } = store.folders;
    const order = { volume: voxelFile(store, caseId), objects };
    try {
      const result = await run('segment-automatic', order, {
        signal: control.signal,
        pool,
        onProgress: control.report,
      });
      keepAutomatic(store, caseId, result);
    } catch (error) {
      // One that was stopped stays pending: closing the engine is no verdict on the case.
      if (!control.signal.aborted) store.segmentations.set(caseId, 'failed');
      throw error;
    }
    changes.publish('proposals', caseId);
    changes.publish('masks', caseId);
    changes.publish('case', caseId);
    return null;
  }

  function start(caseId: string, person: Person | null): string {
    const pool = person ? 'interactive' : 'bulk';
    return queue.start({
      kind: 'segment',
      lane: person ? 'interactive' : 'background',
      caseId,
      title: 'Outline automatically',
      ownerId: person?.id ?? null,
      onCancelled: () => store.segmentations.set(caseId, 'cancelled'),
      run: (control) => automatic(caseId, pool, control),
    }).id;
  }

  return {
    queueAutomatic: (caseId) => void start(caseId, null),
    warm: (caseId) => {
      const options = { signal: new AbortController().signal, pool: 'interactive' } as const;
      // Only a head start: whatever fails here is told by the click that needs it.
      run('load-volume', voxelFile(store, caseId), options).catch(() => undefined);
    },
    resume: () => {
      for (const caseId of store.segmentations.pending()) start(caseId, null);
    },
    startAutomatic: (caseId, person) => {
      voxelFile(store, caseId);
      return start(caseId, person);
    },
    startClick: (caseId, points, person) => {
      const volume = voxelFile(store, caseId);
      expectInside(points, volume);
      return queue.start({
        kind: 'segment',
        lane: 'interactive',
        caseId,
        title: 'Outline at the click',
        ownerId: person.id,
        run: async ({ signal, report }) => {
          const found = await run(
            'segment-click',
            { volume, points },
            { signal, pool: 'interactive', onProgress: report },
          );
          const proposals = found.map((outline, n) => toProposal(outline, n, caseId, 'click'));
          store.transaction(() =>
            store.proposals.add({ id: randomUUID(), personId: person.id, proposals }),
          );
          changes.publish('proposals', caseId, person.id);
          return null;
        },
      }).id;
    },
  };
}

/** Stores the outlines, and the best one as the case's automatic mask. */
function keepAutomatic(store: Store, caseId: string, { outlines, mask }: AutomaticResult): void {
  store.transaction(() => {
    store.segmentations.set(caseId, 'done');
    const proposals = outlines.map((outline, n) => toProposal(outline, n, caseId, 'automatic'));
    store.proposals.add({ id: randomUUID(), personId: null, proposals });
    // The same outline again is not a new version.
    if (!mask || store.masks.newestAutomatic(caseId)?.sha256 === mask.sha256) return;
    const { confidence } = proposals[0];
    const added = store.masks.add({
      id: randomUUID(),
      caseId,
      authorId: null,
      source: 'automatic',
      ...mask,
      madeBy: { algorithm, confidence },
    });
    store.audit.append({
      who: engineItself,
      action: 'mask-stored',
      subject: added.id,
      details: { caseId, version: added.version, sha256: mask.sha256 },
    });
  });
}

function toProposal(
  outline: FoundOutline,
  index: number,
  caseId: string,
  origin: NewProposal['origin'],
): NewProposal {
  return { ...outline, id: randomUUID(), caseId, origin, rank: index + 1 };
}

/** @throws AppError not-found for a case that is not in the library. */
function voxelFile(store: Store, caseId: string): VoxelFile {
  const volume = store.cases.volume(caseId);
  if (!volume) throw new AppError('not-found', { what: 'case', id: caseId });
  const { geometry, voxelType, sha256 } = volume;
  return { path: store.objectPath(sha256), geometry, voxelType };
}

function expectInside(points: readonly Vec3[], { geometry: { dimensions } }: VoxelFile): void {
  for (const [n, point] of points.entries()) {
    const inside = point.every((x, axis) => x >= -0.5 && x <= dimensions[axis] - 0.5);
    if (inside) continue;
    const message = 'lies outside the image';
    throw new AppError('invalid-input', { issues: [{ path: `points.${n}`, message }] });
  }
}
