import { bulkPath } from '#contract/bulk.ts';
import type { Reply } from '#contract/errors.ts';
import type { MaskRuns } from '#contract/mask-runs.ts';
import { stepReply, type Measures, type Operation } from '#contract/procedures/annotation.ts';
import type { Engine } from '../../api/engine.ts';
import type { PendingEdit } from './save-queue.ts';

const engineLost = { ok: false, error: { code: 'engine-lost', details: {} } } as const;

/** Journals one edit of a draft. */
export async function sendEdit(
  engine: Engine,
  draftId: string,
  edit: PendingEdit,
): Promise<Reply<Measures>> {
  if (edit.kind === 'move') {
    const moved = await engine.call('annotation.move', { draftId, cursor: edit.to });
    return moved.ok ? { ok: true, value: moved.value.measures } : moved;
  }
  const [runs] = edit.runs;
  const path = bulkPath.draftSteps(draftId, {
    after: edit.from,
    name: edit.name,
    ...(edit.continues ? { step: edit.to } : {}),
  });
  const reply = await engine.bulkFetch(path, { method: 'POST', body: bytesOf(runs) });
  if (!reply.ok) return reply;
  const body = await readBody(reply.value, (response) => response.json());
  if (!body.ok) return body;
  return { ok: true, value: stepReply.parse(body.value).measures };
}

/** Runs that the engine answers to a GET. */
export async function fetchRuns(engine: Engine, path: string): Promise<Reply<MaskRuns>> {
  return runsOf(await engine.bulkFetch(path));
}

/** Runs that an operation would flip; nothing changes. */
export async function previewOperation(
  engine: Engine,
  draftId: string,
  operation: Operation,
): Promise<Reply<MaskRuns>> {
  return runsOf(
    await engine.bulkFetch(bulkPath.draftOperation(draftId), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(operation),
    }),
  );
}

async function runsOf(reply: Reply<Response>): Promise<Reply<MaskRuns>> {
  if (!reply.ok) return reply;
  const body = await readBody(reply.value, (response) => response.arrayBuffer());
  return body.ok ? { ok: true, value: new Uint32Array(body.value) } : body;
}

/** A body that breaks off is a lost engine, not a defect of the page. */
async function readBody<T>(
  response: Response,
  read: (response: Response) => Promise<T>,
): Promise<Reply<T>> {
  try {
    return { ok: true, value: await read(response) };
  } catch {
    return engineLost;
  }
}

/** Runs travel little-endian, which every machine that runs a browser is. */
function bytesOf(runs: MaskRuns): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(runs.byteLength);
  bytes.set(new Uint8Array(runs.buffer, runs.byteOffset, runs.byteLength));
  return bytes;
}
