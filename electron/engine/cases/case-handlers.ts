import { AppError } from '#contract/errors.ts';
import type { CaseSummary, cases } from '#contract/procedures/cases.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import { personOf, type Call, type Handlers } from '#engine/rpc/handler.ts';
import type { Store } from '#engine/store/store.ts';
import { viewerOf, type Viewer } from '#engine/store/viewer.ts';

interface Services {
  readonly store: Store;
  readonly changes: LibraryChanges;
}

export function caseHandlers({ store, changes }: Services): Handlers<keyof typeof cases> {
  const { audit } = store;
  const summary = (caseId: string, viewer: Viewer): CaseSummary => {
    const found = store.cases.get(caseId, viewer);
    if (!found) throw new AppError('not-found', { what: 'case', id: caseId });
    return found;
  };

  async function setRemoved(caseIds: readonly string[], removed: boolean, call: Call) {
    const who = personOf(call);
    store.transaction(() => {
      for (const id of caseIds) {
        if (!store.cases.setRemoved(id, removed)) {
          throw new AppError('not-found', { what: 'case', id });
        }
        audit.append({ who, action: removed ? 'cases-removed' : 'cases-restored', subject: id });
      }
    });
    changes.publish('cases');
    return {};
  }

  return {
    'cases.list': async (_input, call) => store.cases.list(viewerOf(personOf(call))),

    'cases.get': async ({ caseId }, call) => {
      const viewer = viewerOf(personOf(call));
      const detail = store.cases.detail(caseId, viewer);
      if (!detail) throw new AppError('not-found', { what: 'case', id: caseId });
      return { ...detail, masks: store.masks.list(caseId, viewer) };
    },

    'cases.outcome': async ({ caseId }, call) => {
      const who = personOf(call);
      summary(caseId, viewerOf(who));
      audit.append({ who, action: 'outcome-read', subject: caseId });
      return store.patients.outcomeOfCase(caseId) ?? null;
    },

    'cases.flag': async ({ caseId, note }, call) => {
      const who = personOf(call);
      summary(caseId, viewerOf(who));
      store.transaction(() => {
        store.cases.addNote(caseId, viewerOf(who), note);
        audit.append({ who, action: 'case-flagged', subject: caseId });
      });
      changes.publish('case', caseId, who.id);
      return summary(caseId, viewerOf(who));
    },

    'cases.unflag': async ({ caseId }, call) => {
      const who = personOf(call);
      summary(caseId, viewerOf(who));
      store.transaction(() => {
        store.cases.clearNotes(caseId, viewerOf(who));
        audit.append({ who, action: 'case-unflagged', subject: caseId });
      });
      changes.publish('case', caseId, who.id);
      return summary(caseId, viewerOf(who));
    },

    'cases.remove': async ({ caseIds }, call) => setRemoved(caseIds, true, call),
    'cases.restore': async ({ caseIds }, call) => setRemoved(caseIds, false, call),
  };
}
