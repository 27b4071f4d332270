import { z } from 'zod';
import { AppError } from '#contract/errors.ts';
import { readers, type Person } from '#contract/people.ts';
import { operation, type StepReply } from '#contract/procedures/annotation.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import { bytesReply, jsonReply, type BulkCall, type BulkRoute } from '#engine/rpc/bulk.ts';
import { fileReply } from '#engine/rpc/file-reply.ts';
import { bytesToRuns, runsToBytes } from '#engine/store/run-bytes.ts';
import type { Store } from '#engine/store/store.ts';
import { viewerOf } from '#engine/store/viewer.ts';
import { statSync } from 'node:fs';
import type { DraftMemory, OpenDraft } from './draft-memory.ts';
import { addStep, checkCursor } from './edit-draft.ts';
import { movedRuns } from './history.ts';
import { drawnRuns } from './mask-box.ts';
import { operationRuns } from './operations.ts';

interface Services {
  readonly store: Store;
  readonly memory: DraftMemory;
  readonly changes: LibraryChanges;
}

/** Runs of a mask in which every second voxel is set would be this long: 2 × 4 bytes a voxel. */
const maxRunBytes = 512 * 1024 * 1024;
const maxOperationBytes = 10_000;

const editQuery = z.object({
  after: z.coerce.number().int().min(0),
  name: z.string().trim().min(1).max(80),
  step: z.coerce.number().int().min(1).optional(),
});
const moveQuery = z.object({ from: z.coerce.number().int(), to: z.coerce.number().int() });

/** Masks and edits: everything of annotation that travels by fetch. */
export function annotationRoutes({ store, memory, changes }: Services): BulkRoute[] {
  const draftOf = ({ person, groups: [id] }: BulkCall): Promise<OpenDraft> => {
    expectReader(person);
    return memory.load(id, person.id);
  };

  return [
    {
      method: 'GET',
      path: /^\/data\/drafts\/([^/]+)\/mask$/,
      maxBody: 0,
      handle: async (call) => {
        return bytesReply(runsToBytes(drawnRuns(await draftOf(call))));
      },
    },
    {
      method: 'POST',
      path: /^\/data\/drafts\/([^/]+)\/steps$/,
      maxBody: maxRunBytes,
      handle: async (call) => {
        const { after, name, step } = parse(editQuery, Object.fromEntries(call.query));
        const draft = await draftOf(call);
        if (call.body.length % 8 !== 0) {
          throw new AppError('edit-malformed', { draftId: draft.head.id });
        }
        const first = draft.history.entries === 0;
        const reply = addStep(memory, draft, { after, name, step, runs: bytesToRuns(call.body) });
        // The first stroke turns the case's status; later ones change nothing in a list.
        if (first) changes.publish('case', draft.head.caseId, call.person.id);
        return jsonReply(reply satisfies StepReply);
      },
    },
    {
      method: 'GET',
      path: /^\/data\/drafts\/([^/]+)\/moves$/,
      maxBody: 0,
      handle: async (call) => {
        const { from, to } = parse(moveQuery, Object.fromEntries(call.query));
        const draft = await draftOf(call);
        checkCursor(draft, from);
        checkCursor(draft, to);
        return bytesReply(runsToBytes(movedRuns(draft.history, from, to)));
      },
    },
    {
      method: 'POST',
      path: /^\/data\/drafts\/([^/]+)\/operations$/,
      maxBody: maxOperationBytes,
      handle: async (call) => {
        const wanted = parse(operation, parseJson(call.body));
        const draft = await draftOf(call);
        const viewer = viewerOf(call.person);
        return bytesReply(runsToBytes(operationRuns(store, { draft, viewer }, wanted)));
      },
    },
    {
      method: 'GET',
      path: /^\/data\/proposals\/([^/]+)\/runs$/,
      maxBody: 0,
      handle: async ({ person, groups: [id] }) => {
        expectReader(person);
        const found = store.proposals.runs(id, viewerOf(person));
        if (!found) throw new AppError('not-found', { what: 'proposal', id });
        return bytesReply(runsToBytes(found.runs));
      },
    },
    {
      method: 'GET',
      path: /^\/data\/masks\/([^/]+)$/,
      maxBody: 0,
      handle: async ({ person, groups: [id] }) => {
        const mask = store.masks.get(id, viewerOf(person));
        if (!mask) throw new AppError('not-found', { what: 'mask', id });
        const path = store.objectPath(mask.sha256);
        return fileReply({ path, bytes: statSync(path).size }, undefined);
      },
    },
  ];
}

function expectReader(person: Person): void {
  if (readers.some((role) => role === person.role)) return;
  throw new AppError('not-allowed', { procedure: 'annotation', role: person.role });
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map(({ path, message }) => ({
    path: path.map(String).join('.'),
    message,
  }));
  throw new AppError('invalid-input', { issues });
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    throw new AppError('invalid-input', { issues: [{ path: 'body', message: 'not JSON' }] });
  }
}
