import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bulkPath } from '#contract/bulk.ts';
import { openStore } from '#engine/store/store.ts';
import type { ChildAnswer, ChildEdit } from '../testing/engine-child.ts';
import { connect, temporaryFolder } from '../testing/engine-client.ts';
import { addCase, addPerson } from '../testing/small-library.ts';
import { voxelsOfRuns } from '../testing/voxels-of-runs.ts';
import { openEngine } from './engine.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());

function start(script: string): ChildProcess {
  const path = fileURLToPath(new URL(`../testing/${script}`, import.meta.url));
  return fork(path, [folder.path], { execArgv: [] });
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Flips voxels 10n to 10n + 4, so that every edit shows in the mask by itself. */
const runsOf = (n: number): number[] => [10 * n, 5];

function maskAfter(edits: number): number[] {
  return Array.from({ length: edits }, (_, n) => [0, 1, 2, 3, 4].map((v) => 10 * n + v)).flat();
}

test('after kill -9 the mask holds every edit that was answered, and nothing by halves', async () => {
  const store = openStore(folder.path);
  const reader = addPerson(store, 'annotator', 'Reader');
  const caseId = addCase(store, 'patient');
  const base = { caseId, personId: reader.id, base: 'empty', baseMaskId: null } as const;
  const draftId = store.drafts.start(base).id;
  const token = store.people.signIn(reader.id);
  store.close();

  let answered = 0;
  for (let round = 0; round < 4; round++) {
    const child = start('engine-child.ts');
    const messages: ChildAnswer[] = [];
    child.on('message', (message) => messages.push(message as ChildAnswer));
    await once(child, 'message');
    for (let n = answered; n < answered + 5; n++) {
      const edit: ChildEdit = { draftId, token, after: n, runs: runsOf(n) };
      child.send(edit);
    }
    // Somewhere among the edits: after the first answers, before the last ones.
    while (!messages.some(({ cursor }) => cursor !== undefined)) await once(child, 'message');
    await wait(round);
    await kill(child);
    const seen = Math.max(answered, ...messages.flatMap(({ cursor }) => cursor ?? []));

    const engine = await openEngine({ dataDir: folder.path });
    const client = connect(engine);
    await client.signIn(reader.id);
    const draft = await client.value('annotation.open', { caseId });
    const { bytes } = await client.fetch(bulkPath.draftMask(draftId));
    client.close();
    await engine.close();

    expect(draft.id).toBe(draftId);
    expect(draft.cursor).toBeGreaterThanOrEqual(seen);
    expect(voxelsOfRuns(bytes)).toEqual(maskAfter(draft.cursor));
    answered = draft.cursor;
  }
  expect(answered).toBeGreaterThanOrEqual(4);
});

test('an object that a killed process was writing is absent or whole', async () => {
  for (let round = 0; round < 3; round++) {
    const child = start('object-writer-child.ts');
    await once(child, 'message');
    await anObject(join(folder.path, 'unfinished'));
    await wait(150 + 130 * round);
    await kill(child);
  }
  const unfinished = readdirSync(join(folder.path, 'unfinished'));
  const groups = readdirSync(folder.path).filter((name) => name.length === 2);
  const objects = groups.flatMap((group) =>
    readdirSync(join(folder.path, group)).map((name) => join(folder.path, group, name)),
  );
  expect(unfinished.length + objects.length).toBeGreaterThan(0);
  for (const path of objects) {
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(path.endsWith(hash)).toBe(true);
  }
});

test('opening a library clears what was left unfinished, and only that', async () => {
  openStore(folder.path).close();
  const child = fork(
    fileURLToPath(new URL('../testing/object-writer-child.ts', import.meta.url)),
    [join(folder.path, 'objects')],
    { execArgv: [] },
  );
  const unfinished = join(folder.path, 'objects', 'unfinished');
  await anObject(unfinished);
  await kill(child);
  openStore(folder.path).close();
  expect(readdirSync(unfinished)).toEqual([]);
});

/** Waits until a file is being written there. */
async function anObject(folder: string): Promise<void> {
  while (!existsSync(folder) || readdirSync(folder).length === 0) await wait(2);
}
