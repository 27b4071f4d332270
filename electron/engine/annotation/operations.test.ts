import { afterAll, beforeAll, expect, test } from 'vitest';
import { flipRuns } from '#contract/mask-runs.ts';
import type { Operation } from '#contract/procedures/annotation.ts';
import { openStore, type Store } from '#engine/store/store.ts';
import { viewerOf } from '#engine/store/viewer.ts';
import { temporaryFolder } from '../../testing/engine-client.ts';
import { addCase, addMask, addPerson, smallVoxels } from '../../testing/small-library.ts';
import type { Person } from '#contract/people.ts';
import { draftMemory, type DraftMemory, type OpenDraft } from './draft-memory.ts';
import { addStep } from './edit-draft.ts';
import { openDraft } from './open-draft.ts';
import { operationRuns } from './operations.ts';

const folder = temporaryFolder();
let store: Store;
let memory: DraftMemory;
let reader: Person;
let caseId: string;
const at = (i: number, j: number, k: number) => i + 12 * (j + 10 * k);

beforeAll(() => {
  store = openStore(folder.path);
  memory = draftMemory(store);
  reader = addPerson(store, 'annotator', 'Reader');
  caseId = addCase(store, 'patient');
});
afterAll(() => {
  store.close();
  folder.remove();
});

/** A fresh draft with these voxels drawn. */
async function drawn(voxels: readonly number[]): Promise<OpenDraft> {
  const open = store.drafts.open(caseId, reader.id);
  if (open) store.drafts.close(open.id);
  const draft = await memory.load(openDraft(store, caseId, reader.id).id, reader.id);
  const runs = Uint32Array.from([...voxels].sort((a, b) => a - b).flatMap((v) => [v, 1]));
  addStep(memory, draft, { after: 0, name: 'Brush', step: undefined, runs });
  return draft;
}

async function after(draft: OpenDraft, operation: Operation): Promise<number[]> {
  const mask = draft.mask.slice();
  flipRuns(mask, operationRuns(store, { draft, viewer: viewerOf(reader) }, operation));
  return [...mask].flatMap((value, v) => (value ? [v] : []));
}

test('keeps the largest piece, wherever it lies', async () => {
  const large = [at(9, 8, 6), at(10, 8, 6), at(10, 9, 7)];
  const draft = await drawn([at(0, 0, 1), at(1, 0, 1), ...large]);
  expect(await after(draft, { kind: 'keep-largest' })).toEqual(large);
});

test('fills the slices between two equal outlines with that outline', async () => {
  const square = (k: number) => [3, 4, 5].flatMap((j) => [4, 5, 6].map((i) => at(i, j, k)));
  const draft = await drawn([...square(2), ...square(5)]);
  const filled = [2, 3, 4, 5].flatMap(square);
  expect(await after(draft, { kind: 'fill-between-slices' })).toEqual(filled);
});

test('clears, and takes over a stored version', async () => {
  const draft = await drawn([at(1, 1, 1), at(2, 1, 1)]);
  expect(await after(draft, { kind: 'clear' })).toEqual([]);
  const mask = addMask(store, { caseId, author: null }, [at(2, 1, 1), at(5, 5, 5)]);
  const used = await after(draft, { kind: 'use-version', maskId: mask.id });
  expect(used).toEqual([at(2, 1, 1), at(5, 5, 5)]);
});

test('an operation is an offer: the draft stays as it is', async () => {
  const draft = await drawn([at(1, 1, 1), at(9, 9, 7)]);
  const [before, entries] = [draft.mask.slice(), draft.history.entries];
  await after(draft, { kind: 'keep-largest' });
  expect(draft.mask).toEqual(before);
  expect(draft.history.entries).toBe(entries);
});

test('there is nothing to keep or fill in an empty mask', async () => {
  const other = addCase(store, 'another patient');
  const draft = await memory.load(openDraft(store, other, reader.id).id, reader.id);
  expect(await after(draft, { kind: 'keep-largest' })).toEqual([]);
  expect(await after(draft, { kind: 'fill-between-slices' })).toEqual([]);
});

test('edits that do not fit are refused and leave the draft as it was', async () => {
  const draft = await drawn([at(1, 1, 1)]);
  const before = draft.mask.slice();
  const edit = { after: 1, name: 'Brush', step: undefined };
  const attempt = (changes: object) => () =>
    addStep(memory, draft, { ...edit, runs: Uint32Array.of(3, 2), ...changes });
  expect(attempt({ after: 0 })).toThrow('draft-conflict');
  expect(attempt({ step: 2 })).toThrow('draft-conflict');
  expect(attempt({ runs: Uint32Array.of(smallVoxels - 1, 2) })).toThrow('edit-malformed');
  expect(attempt({ runs: Uint32Array.of(5, 3, 6, 1) })).toThrow('edit-malformed');
  expect(attempt({ runs: new Uint32Array() })).toThrow('edit-malformed');
  expect(draft.mask).toEqual(before);
  expect(store.drafts.journal(draft.head.id)).toHaveLength(1);
});
