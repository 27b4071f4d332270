import { openEngine } from '#engine/engine.ts';
import { bulkPath, tokenHeader } from '#contract/bulk.ts';

/**
 * An engine in a process of its own, there to be killed. Its parent sends edits; it answers the
 * new cursor of each one that it has made durable.
 */
export interface ChildEdit {
  readonly draftId: string;
  readonly token: string;
  readonly after: number;
  readonly runs: readonly number[];
}

export interface ChildAnswer {
  readonly ready?: true;
  readonly cursor?: number;
}

const engine = await openEngine({ dataDir: process.argv[2] });
const answer = (message: ChildAnswer): void => void process.send?.(message);

process.on('message', ({ draftId, token, after, runs }: ChildEdit) => {
  const url = bulkPath.draftSteps(draftId, { after, name: `Edit ${after + 1}` });
  const body = new Uint8Array(Uint32Array.from(runs).buffer);
  void engine
    .bulk({ method: 'POST', url, headers: { [tokenHeader]: token }, body })
    .then((reply) => {
      if (reply.status === 200) answer({ cursor: after + 1 });
    });
});
answer({ ready: true });
