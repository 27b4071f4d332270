import { AppError } from '#contract/errors.ts';
import { diffRuns, maskRuns, type MaskRuns } from '#contract/mask-runs.ts';
import type { Operation } from '#contract/procedures/annotation.ts';
import type { Store } from '#engine/store/store.ts';
import type { Viewer } from '#engine/store/viewer.ts';
import { readMask, type OpenDraft } from './draft-memory.ts';
import { xorRuns } from './xor-runs.ts';

interface Context {
  readonly draft: OpenDraft;
  readonly viewer: Viewer;
}

/** The runs an operation would flip; the draft stays as it is. */
export async function operationRuns(
  store: Store,
  { draft, viewer }: Context,
  operation: Operation,
): Promise<MaskRuns> {
  const { mask, head } = draft;
  switch (operation.kind) {
    case 'clear':
      return maskRuns(mask);
    case 'use-proposal': {
      const id = operation.proposalId;
      const found = store.proposals.runs(id, viewer);
      if (found?.caseId !== head.caseId) throw new AppError('not-found', { what: 'proposal', id });
      return xorRuns(maskRuns(mask), found.runs);
    }
    case 'use-version': {
      const id = operation.maskId;
      const version = store.masks.get(id, viewer);
      if (version?.caseId !== head.caseId) throw new AppError('not-found', { what: 'mask', id });
      return diffRuns(mask, await readMask(store, version.sha256));
    }
    case 'keep-largest':
    case 'fill-between-slices':
      throw new AppError('internal', { logId: 'not yet' });
  }
}
