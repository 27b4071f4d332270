import { graphCost } from '../graph/cost.ts';
import type { Graph } from '../graph/graph.ts';
import { encodeModel } from '../graph/onnx/encode-model.ts';
import type { OpenSession, Session } from '../graph/run-session.ts';

/** Sessions of graphs whose weights are inputs, kept open until all are closed. */
export interface SessionPool {
  of(graph: Graph): Promise<Session>;
  /** After the last use for some time: closes the session of a graph that needs much memory. */
  rest(graph: Graph): Promise<void>;
  close(): Promise<void>;
}

/**
 * A session keeps the memory of its largest run until it is closed. Runs of graphs of this size take
 * much longer than to open a session again.
 */
const MUCH_BYTES = 32 * 2 ** 20;

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
    rest: async (graph) => {
      const session = sessions.get(graph);
      if (!session || graphCost(graph).peakBytes < MUCH_BYTES) return;
      sessions.delete(graph);
      await session.dispose();
    },
    close: async () => {
      const all = [...sessions.values()];
      sessions.clear();
      for (const session of all) await session.dispose();
    },
  };
}
