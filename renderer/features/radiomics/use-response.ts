import { bulkPath } from '#contract/bulk.ts';
import type { WireError } from '#contract/errors.ts';
import { unpackResponse } from '#contract/filter-response.ts';
import { useCallback, useEffect, useState } from 'react';
import { useConnection, useEngine } from '../../api/engine-context.tsx';
import { responseView, type ResponseView } from './response-slice.ts';

interface Wanted {
  readonly caseId: string;
  /** The mask whose features are shown: a newer one has another response. */
  readonly maskId: string;
  readonly image: string;
}

export interface ResponseAnswer {
  /** The newest one that came; of another image while the wanted one is on its way. */
  readonly view: ResponseView | null;
  /** Why the wanted one cannot be shown. */
  readonly error: WireError | null;
  readonly reload: () => void;
}

/** Asks for one image of the preset; while another one is computed the last one stays. */
export function useResponse({ caseId, maskId, image }: Wanted): ResponseAnswer {
  const engine = useEngine();
  const connected = useConnection() === 'connected';
  const [view, setView] = useState<ResponseView | null>(null);
  const [failed, setFailed] = useState<{ image: string; error: WireError } | null>(null);
  const [asked, setAsked] = useState(0);
  const reload = useCallback(() => setAsked((n) => n + 1), []);

  useEffect(() => {
    if (!connected) return;
    const stop = new AbortController();
    const ask = async () => {
      const reply = await engine.bulkFetch(bulkPath.filterResponse(caseId, image), {
        signal: stop.signal,
      });
      // A lost engine comes back, and is asked again then.
      if (!reply.ok && reply.error.code === 'engine-lost') return;
      if (!reply.ok) return setFailed({ image, error: reply.error });
      setView(responseView(unpackResponse(await reply.value.arrayBuffer())));
      setFailed(null);
    };
    // Only our own abort rejects: another image is wanted.
    ask().catch(() => undefined);
    return () => stop.abort();
  }, [engine, connected, caseId, maskId, image, asked]);

  return { view, error: failed?.image === image ? failed.error : null, reload };
}
