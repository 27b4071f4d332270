import type { Graph } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import type { OpenSession, Session } from '../graph/run-session.ts';

/** Sessions of graphs whose weights are inputs, kept open until all are closed. */
export interface SessionPool {
  of(graph: Graph): Promise<Session>;
  close(): Promise<void>;
}

export function sessionPool(open: OpenSession): SessionPool {
  const sessions = new Map<Graph, Session>();
  return {
    of: async (graph) => {
      const known = sessions.get(graph);
      if (known) return known;
      const session = await open(encodeModel(graph));
      sessions.set(graph, session);
      return session;
    },
    close: async () => {
      const all = [...sessions.values()];
      sessions.clear();
      for (const session of all) await session.dispose();
    },
  };
}
