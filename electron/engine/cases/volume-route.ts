import { AppError } from '#contract/errors.ts';
import type { BulkRoute } from '#engine/rpc/bulk.ts';
import { fileReply } from '#engine/rpc/file-reply.ts';
import type { Store } from '#engine/store/store.ts';
import { viewerOf } from '#engine/store/viewer.ts';

/** Voxels of a case, whole or by range. The hash never changes, so hosts may cache it. */
export function volumeRoute(store: Store): BulkRoute {
  return {
    method: 'GET',
    path: /^\/data\/volumes\/([^/]+)$/,
    maxBody: 0,
    handle: async ({ person, groups: [id], headers }) => {
      const volume = store.cases.get(id, viewerOf(person)) && store.cases.volume(id);
      if (!volume) throw new AppError('not-found', { what: 'case', id });
      const path = store.objectPath(volume.sha256);
      return fileReply({ path, bytes: volume.bytes }, headers.range);
    },
  };
}
