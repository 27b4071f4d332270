import { AppError } from '#contract/errors.ts';
import { unblinded } from '#contract/people.ts';
import { bytesReply, type BulkRoute } from '#engine/rpc/bulk.ts';
import type { Store } from '#engine/store/store.ts';
import { modelFileOf } from './model-formats.ts';

/** The selected weights of a run as a file to take along, for those who may train. */
export function modelRoute(store: Store): BulkRoute {
  return {
    method: 'GET',
    path: /^\/data\/runs\/([^/]+)\/(model\.(?:onnx|safetensors))$/,
    maxBody: 0,
    handle: async ({ person, groups: [runId, file] }) => {
      if (!unblinded.some((role) => role === person.role)) {
        throw new AppError('not-allowed', { procedure: 'experiments.export', role: person.role });
      }
      return bytesReply(modelFileOf(store, runId, file));
    },
  };
}
