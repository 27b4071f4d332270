import type { BulkReply, BulkRequest } from '#engine/rpc/bulk.ts';
import type { EnginePort, EngineSocket } from '#engine/rpc/transport.ts';

export interface EngineOptions {
  /** Folder of the library; created when absent. */
  readonly dataDir: string;
  /** Folder with `demo-model/` and the like; by default the one of the project or package. */
  readonly resourcesDir?: string;
  /** Receives every line of the engine log besides the file in the library's folder. */
  readonly log?: (line: string) => void;
}

/** A running engine; every host uses these and nothing else. */
export interface Engine {
  /** Serves RPC on a MessagePort (DOM, worker_threads or Electron). */
  handlePort(port: EnginePort): void;
  /** Serves RPC on a socket of `ws`; the host has checked origin and start token. */
  handleWebSocket(socket: EngineSocket): void;
  /** Answers a fetch under `/data/`. Never throws. */
  bulk(request: BulkRequest): Promise<BulkReply>;
  /** Ends jobs and workers and closes the library. */
  close(): Promise<void>;
}
