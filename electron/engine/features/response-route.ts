import { AppError } from '#contract/errors.ts';
import type { RunTask } from '#engine/jobs/task.ts';
import { bytesReply, type BulkRoute } from '#engine/rpc/bulk.ts';
import { recentBytes } from '#engine/rpc/recent-bytes.ts';
import { expectRiskReader } from '#engine/rpc/risk-reader.ts';
import { measuredMask, type FeatureServices } from './compute-features.ts';
import { settingsHash } from './feature-preset.ts';
import type { FeatureTasks } from './feature-tasks.ts';

type Services = Pick<FeatureServices, 'store' | 'preset'> & { readonly run: RunTask<FeatureTasks> };

/** All images of a preset for a middle-sized tumour. */
const keptBytes = 64 * 1024 * 1024;

/** What one image of the preset looks like around a case's newest mask. */
export function responseRoute({ store, preset: presetOf, run }: Services): BulkRoute {
  const recent = recentBytes(keptBytes);
  return {
    method: 'GET',
    path: /^\/data\/features\/([^/]+)\/images\/([^/]+)$/,
    maxBody: 0,
    handle: async ({ person, groups: [caseId, image] }) => {
      expectRiskReader(person, 'features');
      const preset = presetOf();
      const known = preset.images.map((each) => each.image);
      if (!known.includes(image)) throw new AppError('image-unknown', { name: image, known });
      const mask = measuredMask(store, caseId);
      const volume = store.cases.volume(caseId);
      if (!volume) throw new AppError('not-found', { what: 'case', id: caseId });
      const { geometry, voxelType, sha256 } = volume;
      const order = {
        volume: { path: store.objectPath(sha256), geometry, voxelType },
        mask: { id: mask.id, path: store.objectPath(mask.sha256) },
        settingsHash: settingsHash(preset),
        preset,
        image,
      };
      const key = [sha256, mask.id, order.settingsHash, image].join(' ');
      const bytes = await recent(key, () =>
        // Somebody looks at the screen: it must not wait behind a cohort's extraction.
        run('filter-response', order, {
          signal: new AbortController().signal,
          pool: 'interactive',
        }),
      );
      return bytesReply(bytes);
    },
  };
}
