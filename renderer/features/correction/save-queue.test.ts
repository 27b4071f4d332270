import type { Reply, WireError } from '#contract/errors.ts';
import { flipRuns } from '#contract/mask-runs.ts';
import type { Measures } from '#contract/procedures/annotation.ts';
import { expect, test } from 'vitest';
import { createSaveQueue, type PendingEdit, type SaveState } from './save-queue.ts';
import { storedEdits } from './stored-edits.ts';

const lost = { ok: false, error: { code: 'engine-lost', details: {} } } as const;
const measures: Measures = { voxels: 0, volumeMm3: 0, longAxis: null, voxelsPerSlice: [] };

const edit = (from: number, start: number): PendingEdit => ({
  kind: 'step',
  name: 'brush',
  from,
  to: from + 1,
  continues: false,
  runs: [Uint32Array.of(start, 2)],
});

/** An engine with a journal, whose answers, or whole requests, can get lost. */
function journal(failures: readonly ('request lost' | 'answer lost' | WireError | null)[]) {
  const mask = new Uint8Array(100);
  let cursor = 0;
  let sent = 0;
  return {
    mask,
    send: async (next: PendingEdit): Promise<Reply<Measures>> => {
      const failure = failures[sent++] ?? null;
      await Promise.resolve();
      if (failure === 'request lost') return lost;
      if (failure !== null && failure !== 'answer lost') return { ok: false, error: failure };
      expect(next.from).toBe(cursor);
      for (const runs of next.runs) flipRuns(mask, runs);
      cursor = next.to;
      return failure === 'answer lost' ? lost : { ok: true, value: measures };
    },
    state: () => ({ cursor, mask }),
  };
}

function queueOn(engine: ReturnType<typeof journal>) {
  const screen = new Uint8Array(100);
  const states: SaveState['status'][] = [];
  const conflicts: WireError[] = [];
  const queue = createSaveQueue({
    send: engine.send,
    countStored: async (pending) => ({
      ok: true,
      value: storedEdits(screen, pending, engine.state()),
    }),
    onState: ({ status }) => states.push(status),
    onMeasures: () => undefined,
    onConflict: (error) => conflicts.push(error),
    now: () => 7,
  });
  const draw = (next: PendingEdit) => {
    for (const runs of next.runs) flipRuns(screen, runs);
    queue.push(next);
  };
  return { screen, states, conflicts, queue, draw };
}

test.each([
  ['the request', ['request lost']],
  ['the answer', ['answer lost']],
  ['both, again and again', ['answer lost', 'request lost', 'answer lost', 'request lost']],
] as const)('no edit is lost or doubled when an engine dies with %s', async (_what, failures) => {
  const engine = journal(failures);
  const { screen, states, queue, draw } = queueOn(engine);
  for (let n = 0; n < 4; n++) draw(edit(n, n * 2));
  expect(await queue.settled()).toBe(true);
  expect(engine.mask).toEqual(screen);
  expect(states).toContain('waiting');
  expect(states.at(-1)).toBe('saved');
});

test('a refused edit stops the queue and says why', async () => {
  const conflict: WireError = {
    code: 'draft-conflict',
    details: { draftId: 'd', expected: 3, got: 0 },
  };
  const { states, conflicts, queue, draw } = queueOn(journal([conflict]));
  draw(edit(0, 0));
  draw(edit(1, 4));
  expect(await queue.settled()).toBe(false);
  expect(conflicts).toEqual([conflict]);
  expect(states.at(-1)).toBe('refused');
});
