import { existsSync } from 'node:fs';
import type { Prediction } from '#contract/procedures/risk.ts';
import type { Store } from '#engine/store/store.ts';
import { unblindedViewer } from '#engine/store/viewer.ts';
import { readModel } from './installed-model.ts';

interface Services {
  readonly store: Store;
  readonly modelFolder: string;
}

/** What is predicted of a case's newest mask by the installed model, if it was computed. */
export function newestPrediction(
  { store, modelFolder }: Services,
  caseId: string,
): Prediction | undefined {
  const mask = store.masks.newest(caseId, unblindedViewer);
  const stored = mask && store.results.predictionOfMask(mask.id);
  if (!stored || !existsSync(modelFolder)) return stored;
  // A number of other weights than those installed is not this model's number.
  const { weightsSha256 } = readModel(modelFolder).card;
  return stored.model.weightsSha256 === weightsSha256 ? stored : undefined;
}
