import { readdirSync } from 'node:fs';
import { extname, isAbsolute, join } from 'node:path';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { Segmenter, SegmenterList, segmenters } from '#contract/procedures/segmenters.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { AuditAction } from '#engine/store/repositories/audit-log.ts';
import type { Store } from '#engine/store/store.ts';
import type { SegmentTasks } from './segment-tasks.ts';

interface Services {
  readonly store: Store;
  readonly changes: LibraryChanges;
  readonly run: RunTask<SegmentTasks>;
  /** Folder of the files that were sent up under an id. */
  readonly uploadFolder: (uploadId: string) => string;
}

export function segmenterHandlers({
  store,
  changes,
  run,
  uploadFolder,
}: Services): Handlers<keyof typeof segmenters> {
  const list = (): SegmenterList => ({
    chosenId: store.segmenters.chosen()?.id ?? null,
    segmenters: store.segmenters.list(),
  });
  /** One change of the list, with its line in the audit log. */
  const change = <T>(who: Person, action: AuditAction, work: () => [subject: string, T]): T => {
    const made = store.transaction(() => {
      const [subject, result] = work();
      const model = store.segmenters.get(subject);
      const details = model && { modelSha256: model.modelSha256, cardSha256: model.cardSha256 };
      store.audit.append({ who, action, subject, ...(details && { details }) });
      return result;
    });
    changes.publish('segmenters', null);
    return made;
  };

  return {
    'segmenters.list': async () => list(),

    'segmenters.import': async (source, call) => {
      const who = personOf(call);
      const paths = 'paths' in source ? source.paths : filesIn(uploadFolder(source.uploadId));
      const order = { ...modelAndCard(paths), objects: store.folders.objects };
      const found = await run('import-segmenter', order, { signal: call.signal, pool: 'apart' });
      expectNameFree(store, found);
      return change(who, 'segmenter-imported', () => {
        const stored = store.segmenters.add(found);
        return [stored.id, stored];
      });
    },

    'segmenters.choose': async ({ segmenterId }, call) =>
      change(personOf(call), 'segmenter-chosen', () => {
        if (segmenterId !== null) expectSegmenter(store, segmenterId);
        store.segmenters.choose(segmenterId);
        return [segmenterId ?? 'nodewise', list()];
      }),

    'segmenters.remove': async ({ segmenterId }, call) =>
      change(personOf(call), 'segmenter-removed', () => {
        expectSegmenter(store, segmenterId);
        store.segmenters.remove(segmenterId);
        return [segmenterId, list()];
      }),

    'segmenters.restore': async ({ segmenterId }, call) =>
      change(personOf(call), 'segmenter-restored', () => {
        const removed = store.segmenters.get(segmenterId);
        if (!removed) throw new AppError('not-found', { what: 'segmenter', id: segmenterId });
        expectNameFree(store, removed);
        store.segmenters.restore(segmenterId);
        return [segmenterId, list()];
      }),
  };
}

/** @throws AppError not-found for a model that is not on the library's list. */
export function expectSegmenter(store: Store, id: string): Segmenter {
  const found = store.segmenters.list().find((one) => one.id === id);
  if (!found) throw new AppError('not-found', { what: 'segmenter', id });
  return found;
}

/** Names are how people tell models apart; the same files again are the same model. */
function expectNameFree(
  store: Store,
  { name, modelSha256, cardSha256 }: Omit<Segmenter, 'id' | 'importedAt'>,
): void {
  const taken = store.segmenters
    .list()
    .some(
      (one) =>
        one.name === name && (one.modelSha256 !== modelSha256 || one.cardSha256 !== cardSha256),
    );
  if (taken) throw new AppError('segmenter-name-taken', { name });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}

/** @throws AppError invalid-input unless there is one file of each, by absolute paths. */
function modelAndCard(paths: readonly string[]): { modelPath: string; cardPath: string } {
  const ending = (wanted: string) =>
    paths.filter((path) => extname(path).toLowerCase() === wanted && isAbsolute(path));
  const [models, cards] = [ending('.onnx'), ending('.json')];
  if (paths.length === 2 && models.length === 1 && cards.length === 1) {
    return { modelPath: models[0], cardPath: cards[0] };
  }
  const message = 'one .onnx file and its card, one .json file, by their whole paths';
  throw new AppError('invalid-input', { issues: [{ path: 'paths', message }] });
}
