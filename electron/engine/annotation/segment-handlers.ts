import type { annotation } from '#contract/procedures/annotation.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { Store } from '#engine/store/store.ts';
import type { Segmenter } from './segmenter.ts';

type Names = Extract<keyof typeof annotation, `segment.${string}`>;

interface Services {
  readonly store: Store;
  readonly segmenter: Segmenter;
}

export function segmentHandlers({ store, segmenter }: Services): Handlers<Names> {
  return {
    'segment.auto': async ({ caseId, segmenterId }, call) => ({
      jobId: segmenter.startAutomatic(caseId, personOf(call), segmenterId),
    }),
    'segment.click': async ({ caseId, points }, call) => ({
      jobId: segmenter.startClick(caseId, points, personOf(call)),
    }),
    'segment.proposals': async ({ caseId }, call) =>
      store.proposals.list(caseId, personOf(call).id),
  };
}
