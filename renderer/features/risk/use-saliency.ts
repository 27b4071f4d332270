import { bulkPath } from '#contract/bulk.ts';
import type { WireError } from '#contract/errors.ts';
import type { Prediction } from '#contract/procedures/risk.ts';
import { unpackSaliency, type SaliencyMap } from '#contract/saliency-map.ts';
import { useBulk } from '../../api/use-bulk.ts';

/** What is known of a prediction's heat map. */
export type SaliencyState =
  | { readonly status: 'hidden' }
  | { readonly status: 'computing' }
  | { readonly status: 'failed'; readonly error: WireError; readonly retry: () => void }
  | { readonly status: 'ready'; readonly map: SaliencyMap };

/** Asks for the heat map of a prediction once it is to be seen. */
export function useSaliency({ id }: Pick<Prediction, 'id'>, visible: boolean): SaliencyState {
  const path = visible ? bulkPath.saliency(id) : null;
  const { value, error, reload } = useBulk({ path, unpack: unpackSaliency });
  if (!visible) return { status: 'hidden' };
  if (error) return { status: 'failed', error, retry: reload };
  // What came may be the map of the prediction that stood here before.
  return value?.predictionId === id ? { status: 'ready', map: value } : { status: 'computing' };
}
