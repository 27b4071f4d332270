import { bulkPath } from '#contract/bulk.ts';
import { unpackResponse } from '#contract/filter-response.ts';
import { useBulk, type BulkAnswer } from '../../api/use-bulk.ts';
import { responseView, type ResponseView } from './response-slice.ts';

interface Wanted {
  readonly caseId: string;
  /** The mask whose features are shown: a newer one has another response. */
  readonly maskId: string;
  readonly image: string;
}

/** Asks for one image of the preset. */
export function useResponse({ caseId, maskId, image }: Wanted): BulkAnswer<ResponseView> {
  return useBulk({ path: bulkPath.filterResponse(caseId, image), basis: maskId, unpack: viewOf });
}

function viewOf(body: ArrayBuffer): ResponseView {
  return responseView(unpackResponse(body));
}
