import type { BulkReply, BulkRequest } from '#engine/rpc/bulk.ts';

/** From Electron's main process to the engine process; `connect` carries one port. */
export type ToEngine =
  | { readonly kind: 'connect' }
  | { readonly kind: 'bulk'; readonly id: number; readonly request: BulkRequest }
  | { readonly kind: 'close' };

/** From the engine process to the main process. `failed`: it cannot run and says why. */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'bulk'; readonly id: number; readonly reply: BulkReply }
  | { readonly kind: 'failed'; readonly sentence: string };
