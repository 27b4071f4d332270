import type { Input } from '#contract/contract.ts';
import type { Reply, WireError } from '#contract/errors.ts';
import type {
  CohortFlow,
  CohortPatient,
  CohortPlan,
  CohortView,
} from '#contract/procedures/cohort.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Engine } from '../../api/engine.ts';

/** The part of a plan that a step replaces. */
export type PlanChange = Input<'cohorts.change'>['plan'];

/** Something a person did, and what undo will call it. */
export interface Step {
  readonly name: string;
  readonly plan: PlanChange;
}

/** Where on the desks something was asked, so that a refusal stands there. */
export type Place = 'rules' | 'hospitals' | 'matching' | 'split' | 'lock' | 'header';

export interface CohortState {
  readonly view: CohortView | null;
  /** Null until the first answer; then those of the stored plan. */
  readonly patients: readonly CohortPatient[] | null;
  /** The flowchart under what is being typed; null while nothing is. */
  readonly preview: CohortFlow | null;
  readonly failure: { readonly at: Place; readonly error: WireError } | null;
  /** Why nothing can be shown. */
  readonly error: WireError | null;
}

export interface CohortStore extends StoreApi<CohortState> {
  readonly load: () => Promise<void>;
  /**
   * Stores a step. Steps wait for one another, and each is made from the plan that the one before
   * has left, so that quick ones do not undo each other. Null changes nothing.
   */
  readonly change: (at: Place, step: (plan: CohortPlan) => Step | null) => Promise<boolean>;
  readonly preview: (plan: PlanChange) => void;
  /** Forgets what was typed. */
  readonly dropPreview: () => void;
  readonly ask: (
    name: 'cohorts.undo' | 'cohorts.redo' | 'cohorts.lock',
    at: Place,
  ) => Promise<boolean>;
  readonly exclude: (code: string, reason: string) => Promise<Reply<CohortView>>;
  readonly readmit: (code: string) => Promise<Reply<CohortView>>;
}

/** Counts are asked for once the keys rest this long, ms. */
const restMs = 120;

/** One open cohort: what the engine says of it, and the ways to change it. */
export function cohortStore(engine: Engine, cohortId: string): CohortStore {
  const store = createStore<CohortState>(() => ({
    view: null,
    patients: null,
    preview: null,
    failure: null,
    error: null,
  }));
  let queue: Promise<unknown> = Promise.resolve();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  /** One after another; what failed does not stop the next. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work, work);
    queue = mine;
    return mine;
  };

  const dropPreview = () => {
    clearTimeout(waiting);
    asked += 1;
    store.setState({ preview: null });
  };

  const show = async (reply: Reply<CohortView>, at: Place | null): Promise<boolean> => {
    if (!reply.ok) {
      if (reply.error.code === 'engine-lost') return false;
      if (at === null) store.setState({ error: reply.error });
      else store.setState({ failure: { at, error: reply.error } });
      return false;
    }
    const patients = await engine.call('cohorts.patients', { cohortId });
    // What is typed meanwhile goes on being counted when the library changes of its own accord.
    if (at !== null) dropPreview();
    // Flowchart and list change together, so that no number is seen beside another's patients.
    store.setState({
      view: reply.value,
      failure: null,
      error: patients.ok ? null : patients.error,
      ...(patients.ok && { patients: patients.value }),
    });
    return true;
  };

  return {
    ...store,
    load: () =>
      inTurn(async () => void (await show(await engine.call('cohorts.get', { cohortId }), null))),
    change: (at, step) =>
      inTurn(async () => {
        const { view } = store.getState();
        const made = view && step(view.plan);
        if (!made) {
          dropPreview();
          return false;
        }
        return show(await engine.call('cohorts.change', { cohortId, ...made }), at);
      }),
    preview: (plan) => {
      clearTimeout(waiting);
      const mine = ++asked;
      waiting = setTimeout(() => {
        void engine.call('cohorts.preview', { cohortId, plan }).then((reply) => {
          if (reply.ok && mine === asked) store.setState({ preview: reply.value });
        });
      }, restMs);
    },
    dropPreview,
    ask: (name, at) => inTurn(async () => show(await engine.call(name, { cohortId }), at)),
    exclude: (code, reason) =>
      inTurn(async () => {
        const reply = await engine.call('cohorts.exclude', { cohortId, code, reason });
        if (reply.ok) await show(reply, 'header');
        return reply;
      }),
    readmit: (code) =>
      inTurn(async () => {
        const reply = await engine.call('cohorts.readmit', { cohortId, code });
        if (reply.ok) await show(reply, 'header');
        return reply;
      }),
  };
}
