import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { OutlineSource } from '#contract/procedures/cases.ts';
import type { JobControl, JobQueue } from '#engine/jobs/job-queue.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import type { RunOptions, RunTask } from '#engine/jobs/task.ts';
import { engineItself } from '#engine/store/repositories/audit-log.ts';
import type { NewProposal } from '#engine/store/repositories/proposal-repository.ts';
import type { Store } from '#engine/store/store.ts';
import type { VoxelFile } from '#engine/store/voxel-file.ts';
import type { Vec3 } from '#native/image/volume.ts';
import { expectSegmenter } from './segmenter-handlers.ts';
import type { ModelOrder } from './model-tasks.ts';
import type { SegmentTasks } from './segment-tasks.ts';
import type { AutomaticResult, FoundOutline } from './store-outline.ts';

/** Offers outlines: automatic ones for every new case, and those of a click. */
export interface Segmenter {
  /** Queues the automatic outline of a case behind everything a person waits for. */
  readonly queueAutomatic: (caseId: string) => void;
  /** Lets the thread that answers clicks read a case that was just opened. */
  readonly warm: (caseId: string) => void;
  /** Takes up what a restart interrupted. */
  resume(): void;
  /**
   * A person asks for the automatic outline now.
   *
   * @param segmenterId A model of the library, null for the program's own method; by default what
   *   the library has chosen.
   * @returns the job's id.
   */
  startAutomatic(caseId: string, person: Person, segmenterId?: string | null): string;
  /** @param points Voxel indices of a click or a stroke. @returns the job's id. */
  startClick(caseId: string, points: readonly Vec3[], person: Person): string;
}

export interface SegmenterServices {
  readonly store: Store;
  readonly queue: JobQueue;
  readonly changes: LibraryChanges;
  readonly run: RunTask<SegmentTasks>;
  /** Of the processor, for a model. */
  readonly threads: number;
}

/** Versions of the algorithms as stored beside every automatic mask. */
const algorithms = { own: 'nodewise-hypotheses-1', model: 'segmentation-model-1' } as const;

export function segmenter(services: SegmenterServices): Segmenter {
  const { store, queue, changes, run } = services;

  async function automatic(
    { caseId, model, pool }: AutomaticOrder,
    control: JobControl,
  ): Promise<null> {
    const { objects } = store.folders;
    const order = { volume: voxelFile(store, caseId), objects };
    const options = { signal: control.signal, onProgress: control.report };
    try {
      const result = model
        ? await runModel(services, { ...order, model }, options)
        : await run('segment-automatic', order, { ...options, pool });
      keepAutomatic(store, { caseId, model }, result);
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

  function start(
    caseId: string,
    person: Person | null,
    model: OutlineSource | null = sourceOf(store.segmenters.chosen()),
  ): string {
    const pool = person ? 'interactive' : 'bulk';
    return queue.start({
      kind: 'segment',
      lane: person ? 'interactive' : 'background',
      caseId,
      title: model ? `Outline with ${model.name}` : 'Outline automatically',
      ownerId: person?.id ?? null,
      onCancelled: () => store.segmentations.set(caseId, 'cancelled'),
      run: (control) => automatic({ caseId, model, pool }, control),
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
    startAutomatic: (caseId, person, segmenterId) => {
      voxelFile(store, caseId);
      return start(
        caseId,
        person,
        segmenterId === undefined ? undefined : named(store, segmenterId),
      );
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
          const facts = { caseId, origin: 'click', outlinedBy: null } as const;
          const proposals = found.map((outline, n) => toProposal(outline, n, facts));
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

interface AutomaticOrder {
  readonly caseId: string;
  /** Who outlines; null for the program's own method. */
  readonly model: OutlineSource | null;
  readonly pool: 'interactive' | 'bulk';
}

/** A model that takes its process with it has failed as one that says why. */
async function runModel(
  { run, threads }: SegmenterServices,
  order: Omit<ModelOrder, 'threads'>,
  options: Pick<RunOptions, 'signal' | 'onProgress'>,
): Promise<AutomaticResult> {
  try {
    return await run('segment-with-model', { ...order, threads }, { ...options, pool: 'apart' });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'worker-lost') throw error;
    const reason = 'its process ended, perhaps for lack of memory';
    throw new AppError('segmenter-failed', { name: order.model.name, reason }, { cause: error });
  }
}

/** @throws AppError not-found for a model that is not in the library. */
function named(store: Store, segmenterId: string | null): OutlineSource | null {
  if (segmenterId === null) return null;
  return sourceOf(expectSegmenter(store, segmenterId));
}

function sourceOf(model: OutlineSource | undefined): OutlineSource | null {
  if (!model) return null;
  const { name, modelSha256, cardSha256 } = model;
  return { name, modelSha256, cardSha256 };
}

/** Stores the outlines, and the best one as the case's automatic mask. */
function keepAutomatic(
  store: Store,
  { caseId, model }: Pick<AutomaticOrder, 'caseId' | 'model'>,
  { outlines, mask }: AutomaticResult,
): void {
  store.transaction(() => {
    store.segmentations.set(caseId, 'done');
    const facts = { caseId, origin: 'automatic', outlinedBy: model } as const;
    const proposals = outlines.map((outline, n) => toProposal(outline, n, facts));
    store.proposals.add({ id: randomUUID(), personId: null, proposals });
    const before = store.masks.newestAutomatic(caseId);
    // The same outline by the same means again is not a new version.
    const same = isDeepStrictEqual(before?.outlinedBy ?? null, model);
    if (!mask || (same && before?.sha256 === mask.sha256)) return;
    const { confidence } = proposals[0];
    const added = store.masks.add({
      id: randomUUID(),
      caseId,
      authorId: null,
      source: 'automatic',
      ...mask,
      madeBy: { algorithm: algorithms[model ? 'model' : 'own'], confidence, outlinedBy: model },
    });
    store.audit.append({
      who: engineItself,
      action: 'mask-stored',
      subject: added.id,
      details: {
        ...{ caseId, version: added.version, sha256: mask.sha256 },
        ...(model && { modelSha256: model.modelSha256, cardSha256: model.cardSha256 }),
      },
    });
  });
}

function toProposal(
  outline: FoundOutline,
  index: number,
  facts: Pick<NewProposal, 'caseId' | 'origin' | 'outlinedBy'>,
): NewProposal {
  return { ...outline, ...facts, id: randomUUID(), rank: index + 1 };
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
