import type { CaseSummary } from '#contract/procedures/cases.ts';
import type { Engine } from '../../api/engine.ts';
import { notifyDone, notifyError, notifyUndo } from '../../ui/notify.tsx';

/** Takes cases off every list and offers them back. */
export async function removeCases(engine: Engine, cases: readonly CaseSummary[]): Promise<void> {
  const caseIds = cases.map((c) => c.id);
  const reply = await engine.call('cases.remove', { caseIds });
  if (!reply.ok) return notifyError(reply.error);
  const what = cases.length === 1 ? cases[0].code : `${cases.length} cases`;
  notifyUndo(`${what} removed.`, () => void restore(engine, caseIds, what));
}

async function restore(engine: Engine, caseIds: string[], what: string): Promise<void> {
  const reply = await engine.call('cases.restore', { caseIds });
  if (reply.ok) notifyDone(`${what} restored.`);
  else notifyError(reply.error);
}

/** Clears the note of a flagged case and offers it back. */
export async function unflagCase(engine: Engine, flagged: CaseSummary): Promise<void> {
  const note = flagged.flags.find((f) => f.code === 'note')?.facts['text'];
  const reply = await engine.call('cases.unflag', { caseId: flagged.id });
  if (!reply.ok) return notifyError(reply.error);
  if (note === undefined) return notifyDone(`${flagged.code}: flag cleared.`);
  notifyUndo(`${flagged.code}: flag cleared.`, () => {
    void engine.call('cases.flag', { caseId: flagged.id, note: String(note) });
  });
}
