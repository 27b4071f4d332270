import type { RunSession } from '#native/graph/run-session.ts';
import type { RiskModel } from '#native/runtime/parse-risk-model.ts';
import { createSession } from '#native/runtime/session.ts';
import { readModel } from './installed-model.ts';

interface LoadedModel {
  readonly folder: string;
  readonly model: RiskModel;
  readonly runSession: RunSession;
}

/**
 * Loads the models of folders as sessions of one thread, so that equal inputs give equal bytes.
 * Building a session costs more than a run, so the last one is kept.
 */
export function keptSession(
  encode: (model: RiskModel) => Uint8Array,
): (folder: string) => Promise<LoadedModel> {
  let loaded: LoadedModel | undefined;
  return async (folder) => {
    if (loaded?.folder !== folder) {
      const model = readModel(folder);
      const session = await createSession(encode(model), { threads: 1 });
      loaded = { folder, model, runSession: session.run };
    }
    return loaded;
  };
}
