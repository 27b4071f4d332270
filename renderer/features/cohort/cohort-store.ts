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
  /** Changes that were asked for and are not answered yet; controls show them at once. */
  readonly asked: PlanChange | null;
  /** Null until the first answer; then those of the stored plan. */
  readonly patients: readonly CohortPatient[] | null;
  /** The patients are those of the plan before; the ones of now are on their way. */
  readonly stale: boolean;
  /** The flowchart under what is being typed; null while nothing is. */
  readonly preview: CohortFlow | null;
  /** The newest of its patients that have come, and the flowchart that counts them. */
  readonly previewed: {
    readonly of: CohortFlow;
    readonly patients: readonly CohortPatient[];
  } | null;
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
  /** Also of a locked cohort. */
  readonly rename: (name: string) => Promise<boolean>;
  readonly exclude: (code: string, reason: string) => Promise<Reply<CohortView>>;
  readonly readmit: (code: string) => Promise<Reply<CohortView>>;
}

/** Counts are asked for once the keys rest this long, ms. */
const restMs = 120;

/** One open cohort: what the engine says of it, and the ways to change it. */
export function cohortStore(engine: Pick<Engine, 'call'>, cohortId: string): CohortStore {
  const store = createStore<CohortState>(() => ({
    ...{ view: null, asked: null, patients: null, stale: false },
    ...{ preview: null, previewed: null, failure: null, error: null },
  }));
  const inTurn = turns();
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** Number of the newest question of each kind; older answers are not shown. */
  const newest = { preview: 0, patients: 0, change: 0 };

  const dropPreview = () => {
    clearTimeout(resting);
    newest.preview += 1;
    store.setState({ preview: null, previewed: null });
  };

  const askPreview = async (plan: PlanChange, mine: number) => {
    const counts = await engine.call('cohorts.preview', { cohortId, plan });
    if (!counts.ok || mine !== newest.preview) return;
    store.setState({ preview: counts.value });
    const reply = await engine.call('cohorts.patients', { cohortId, plan });
    if (!reply.ok || mine !== newest.preview) return;
    store.setState({ previewed: { of: counts.value, patients: reply.value } });
  };

  const loadPatients = async () => {
    const mine = ++newest.patients;
    store.setState({ stale: true });
    const reply = await engine.call('cohorts.patients', { cohortId });
    if (mine !== newest.patients) return;
    if (reply.ok) store.setState({ patients: reply.value, stale: false });
    else store.setState({ error: reply.error, stale: false });
  };

  /** Shows what a change has made, or why it was refused. */
  const show = (reply: Reply<CohortView>, at: Place): Reply<CohortView> => {
    if (reply.ok) {
      // What was typed is most often what is stored now: its patients do not leave and come back.
      const { patients } = patientsShown(store.getState());
      store.setState({ view: reply.value, patients, failure: null, error: null });
      dropPreview();
      void loadPatients();
    } else if (reply.error.code !== 'engine-lost') {
      store.setState({ failure: { at, error: reply.error } });
    }
    return reply;
  };

  const load = async () => {
    const reply = await engine.call('cohorts.get', { cohortId });
    if (!reply.ok) {
      if (reply.error.code !== 'engine-lost') store.setState({ error: reply.error });
      return;
    }
    const { view, patients } = store.getState();
    // The library also tells of the changes that were made here.
    if (patients !== null && JSON.stringify(view) === JSON.stringify(reply.value)) return;
    store.setState({ view: reply.value, error: null });
    await loadPatients();
  };

  const change: CohortStore['change'] = async (at, step) => {
    const { view: now, asked } = store.getState();
    const early = now && step({ ...now.plan, ...asked } as CohortPlan);
    const mine = ++newest.change;
    if (early) store.setState({ asked: { ...asked, ...early.plan } });
    const reply = await inTurn(async () => {
      const { view } = store.getState();
      const made = view && step(view.plan);
      if (!made) return null;
      return show(await engine.call('cohorts.change', { cohortId, ...made }), at);
    });
    if (mine === newest.change) store.setState({ asked: null });
    if (!reply?.ok) dropPreview();
    return reply?.ok ?? false;
  };

  return {
    ...store,
    ...{ load: () => inTurn(load), change, dropPreview },
    preview: (plan) => {
      clearTimeout(resting);
      const mine = ++newest.preview;
      resting = setTimeout(() => void askPreview(plan, mine), restMs);
    },
    ask: (name, at) => inTurn(async () => show(await engine.call(name, { cohortId }), at).ok),
    rename: (name) =>
      inTurn(async () => {
        const reply = await engine.call('cohorts.rename', { cohortId, name });
        return show(reply, 'header').ok;
      }),
    exclude: (code, reason) =>
      inTurn(async () =>
        answered(await engine.call('cohorts.exclude', { cohortId, code, reason })),
      ),
    readmit: (code) =>
      inTurn(async () => answered(await engine.call('cohorts.readmit', { cohortId, code }))),
  };

  /** What a dialog asks, whose refusal stands in the dialog. */
  function answered(reply: Reply<CohortView>): Reply<CohortView> {
    return reply.ok ? show(reply, 'header') : reply;
  }
}

/** The patients to list: of what is being typed, once they have come, else of the stored plan. */
export function patientsShown(state: CohortState): Pick<CohortState, 'patients' | 'stale'> {
  const { preview, previewed, patients, stale } = state;
  if (preview === null) return { patients, stale };
  return { patients: previewed?.patients ?? patients, stale: stale || previewed?.of !== preview };
}

/** Lets work be done one after another; what failed does not stop the next. */
function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}
