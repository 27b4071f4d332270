import { createHash } from 'node:crypto';
import { AppError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { CohortPlan, cohorts, CohortView } from '#contract/procedures/cohort.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import { personOf, type Call, type Handlers } from '#engine/rpc/handler.ts';
import { canonicalJson } from '#engine/store/canonical-json.ts';
import { auditRefusals, lockedHospitals } from '#engine/store/leak-guard.ts';
import type { AuditAction } from '#engine/store/repositories/audit-log.ts';
import type { StoredCohort } from '#engine/store/repositories/cohort-repository.ts';
import type { Store } from '#engine/store/store.ts';
import {
  candidatesOf,
  drawnBy,
  hospitalsOf,
  lockCohort,
  patientsOf,
  requireCohort,
  requireOpen,
  requireSound,
  viewOf,
} from './cohort-desk.ts';
import { defaultPlan, defaultRules } from './default-plan.ts';
import type { DrawnCohort } from './draw-cohort.ts';
import { screen } from './screen.ts';

export interface CohortServices {
  readonly store: Store;
  readonly changes: LibraryChanges;
  readonly resourcesDir: string;
}

/** Cohorts: each change is a revision that can be undone, and an entry of the audit log. */
export function cohortDeskHandlers({
  store,
  changes,
  resourcesDir,
}: CohortServices): Handlers<keyof typeof cohorts> {
  /** Does something to a cohort; what the leak guard refuses is audited instead. */
  async function act(
    { cohortId, action, call }: { cohortId: string; action: AuditAction; call: Call },
    work: (person: Person) => Readonly<Record<string, unknown>>,
  ): Promise<CohortView> {
    const person = personOf(call);
    await auditRefusals(store, { who: person, subject: cohortId }, () =>
      store.transaction(() => {
        const details = work(person);
        store.audit.append({ who: person, action, subject: cohortId, details });
      }),
    );
    changes.publish('cohorts');
    return viewOf(store, cohortId);
  }

  function revise(
    call: Call,
    cohortId: string,
    { name, plan }: { readonly name: string; readonly plan: (plan: CohortPlan) => CohortPlan },
  ): Promise<CohortView> {
    return act({ cohortId, action: 'cohort-changed', call }, (person) => {
      const cohort = requireOpen(store, cohortId);
      const revised = plan(cohort.plan);
      requireSound(store, revised);
      const facts = { name, cohortName: cohort.name, personId: person.id };
      store.cohorts.revise(cohortId, { ...facts, plan: revised });
      return { name, plan: hashOf(revised) };
    });
  }

  function step(call: Call, cohortId: string, direction: 'undo' | 'redo'): Promise<CohortView> {
    const action = direction === 'undo' ? 'cohort-undone' : 'cohort-redone';
    return act({ cohortId, action, call }, () => {
      const cohort = requireOpen(store, cohortId);
      const to = cohort[direction];
      if (!to) throw new AppError('nothing-to-redo', { direction });
      store.cohorts.move(cohortId, to.revision);
      requireSound(store, requireCohort(store, cohortId).plan);
      return { name: to.name, revision: to.revision };
    });
  }

  /** What a cohort would be under other parts of its plan; nothing is stored. */
  async function previewed(call: Call, cohortId: string, plan: PlanParts): Promise<DrawnCohort> {
    const asked = changed(requireCohort(store, cohortId).plan, plan);
    await auditRefusals(store, { who: personOf(call), subject: cohortId }, () =>
      requireSound(store, asked),
    );
    return drawnBy(store, asked);
  }

  /** The plan that a new cohort begins with. */
  function firstPlan(from: string | undefined): CohortPlan {
    if (from !== undefined) return requireCohort(store, from).plan;
    const hospitals = hospitalsOf(candidatesOf(store)).map(({ hospital }) => hospital);
    return defaultPlan(defaultRules(resourcesDir), hospitals, lockedHospitals(store));
  }

  return {
    'cohorts.list': async () => {
      const candidates = candidatesOf(store);
      return store.cohorts.list().map((cohort) => summaryOf(store, cohort, candidates));
    },

    'cohorts.create': async ({ name, from }, call) => {
      const who = personOf(call);
      const plan = firstPlan(from);
      await auditRefusals(store, { who, subject: from ?? 'new cohort' }, () =>
        requireSound(store, plan),
      );
      const id = store.transaction(() => {
        const subject = store.cohorts.add({ name, plan, personId: who.id });
        const details = { name, plan: hashOf(plan), from: from ?? null };
        store.audit.append({ who, action: 'cohort-created', subject, details });
        return subject;
      });
      changes.publish('cohorts');
      return viewOf(store, id);
    },

    'cohorts.get': async ({ cohortId }) => viewOf(store, cohortId),
    'cohorts.patients': async ({ cohortId, plan }, call) => [
      ...(plan ? (await previewed(call, cohortId, plan)).patients : patientsOf(store, cohortId)),
    ],

    'cohorts.change': async ({ cohortId, name, plan }, call) =>
      revise(call, cohortId, { name, plan: (now) => changed(now, plan) }),

    'cohorts.preview': async ({ cohortId, plan }, call) =>
      (await previewed(call, cohortId, plan)).flow,

    'cohorts.exclude': async ({ cohortId, code, reason }, call) => {
      const by = personOf(call).name;
      if (!store.patients.byCode(code))
        throw new AppError('not-found', { what: 'patient', id: code });
      return revise(call, cohortId, {
        name: `Exclude ${code}`,
        plan: (plan) => ({
          ...plan,
          exclusions: [...without(plan.exclusions, code), { code, reason, by }],
        }),
      });
    },

    'cohorts.readmit': async ({ cohortId, code }, call) =>
      revise(call, cohortId, {
        name: `Readmit ${code}`,
        plan: (plan) => ({ ...plan, exclusions: without(plan.exclusions, code) }),
      }),

    'cohorts.rename': async ({ cohortId, name }, call) =>
      act({ cohortId, action: 'cohort-renamed', call }, (person) => {
        const { name: before, plan } = requireCohort(store, cohortId);
        const facts = { name: `Rename to ${name}`, cohortName: name, personId: person.id };
        store.cohorts.revise(cohortId, { ...facts, plan });
        return { before, name };
      }),

    'cohorts.undo': async ({ cohortId }, call) => step(call, cohortId, 'undo'),
    'cohorts.redo': async ({ cohortId }, call) => step(call, cohortId, 'redo'),

    'cohorts.lock': async ({ cohortId }, call) =>
      act({ cohortId, action: 'cohort-locked', call }, (person) => ({
        hash: lockCohort(store, requireOpen(store, cohortId), person),
      })),

    'cohorts.remove': async ({ cohortId }, call) => {
      const who = personOf(call);
      requireCohort(store, cohortId);
      setRemoved(true, cohortId, who);
      return {};
    },
    'cohorts.restore': async ({ cohortId }, call) => {
      setRemoved(false, cohortId, personOf(call));
      return viewOf(store, cohortId);
    },
  };

  function setRemoved(removed: boolean, subject: string, who: Person): void {
    store.transaction(() => {
      if (!store.cohorts.setRemoved(subject, removed)) {
        throw new AppError('not-found', { what: 'cohort', id: subject });
      }
      const action = removed ? 'cohort-removed' : 'cohort-restored';
      store.audit.append({ who, action, subject });
    });
    changes.publish('cohorts');
  }
}

type PlanParts = {
  readonly [K in keyof Omit<CohortPlan, 'exclusions'>]?: CohortPlan[K] | undefined;
};

function changed(plan: CohortPlan, parts: PlanParts): CohortPlan {
  const given = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { ...plan, ...Object.fromEntries(given) };
}

function without(exclusions: CohortPlan['exclusions'], code: string): CohortPlan['exclusions'] {
  return exclusions.filter((exclusion) => exclusion.code !== code);
}

function summaryOf(
  store: Store,
  { id, name, createdAt, plan }: StoredCohort,
  candidates: ReturnType<typeof candidatesOf>,
) {
  const lock = store.cohorts.lockOf(id);
  const included = lock
    ? lock.snapshot.flow.included.n
    : screen(candidates, plan).filter(({ excludedBy }) => excludedBy === null).length;
  return { id, name, createdAt, locked: lock !== undefined, included };
}

function hashOf(plan: CohortPlan): string {
  return createHash('sha256').update(canonicalJson(plan)).digest('hex');
}
