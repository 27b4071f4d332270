import { AppError } from '#contract/errors.ts';
import type { MaskRuns } from '#contract/mask-runs.ts';
import type { Operation } from '#contract/procedures/annotation.ts';
import { readMaskRuns } from '#engine/store/mask-file.ts';
import type { Store } from '#engine/store/store.ts';
import type { Viewer } from '#engine/store/viewer.ts';
import { keepLargest } from '#native/image/connected-components.ts';
import type { Mask } from '#native/image/volume.ts';
import { fillBetweenSlices } from '#native/segmentation/fill-between-slices.ts';
import type { OpenDraft } from './draft-memory.ts';
import { boxRuns, drawnRuns, maskBox, withRoom } from './mask-box.ts';
import { xorRuns } from './xor-runs.ts';

interface Context {
  readonly draft: OpenDraft;
  readonly viewer: Viewer;
}

/** The runs an operation would flip; the draft stays as it is. */
export function operationRuns(
  store: Store,
  { draft, viewer }: Context,
  operation: Operation,
): MaskRuns {
  const { caseId } = draft.head;
  switch (operation.kind) {
    case 'clear':
      return drawnRuns(draft);
    case 'keep-largest':
      return changedRuns(draft, keepLargest);
    case 'fill-between-slices':
      return changedRuns(draft, fillBetweenSlices);
    case 'use-proposal': {
      const id = operation.proposalId;
      const found = store.proposals.runs(id, viewer);
      if (found?.caseId !== caseId) throw new AppError('not-found', { what: 'proposal', id });
      return xorRuns(drawnRuns(draft), found.runs);
    }
    case 'use-version': {
      const id = operation.maskId;
      const version = store.masks.get(id, viewer);
      if (version?.caseId !== caseId) throw new AppError('not-found', { what: 'mask', id });
      const stored = readMaskRuns(store.objectPath(version.sha256), draft.geometry);
      return xorRuns(drawnRuns(draft), stored);
    }
  }
}

/** What a change of the mask flips, worked out in the box around the drawn voxels alone. */
function changedRuns(draft: OpenDraft, change: (mask: Mask) => Mask): MaskRuns {
  const tight = maskBox(draft);
  if (!tight) return new Uint32Array();
  const box = withRoom(draft, tight);
  const { dimensions } = draft.geometry;
  const after = change({ geometry: box.geometry, data: box.data });
  return xorRuns(boxRuns(box, dimensions), boxRuns({ ...box, data: after.data }, dimensions));
}
