import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** A new cohort that is asked for; `from` is the one that it begins as. */
interface NewCohort {
  readonly from: { readonly id: string; readonly name: string } | null;
}

const asked = createStore<{ readonly cohort: NewCohort | null }>(() => ({ cohort: null }));

/** Opens the dialog of a new cohort, from wherever one is; null closes it. */
export function showNewCohort(cohort: NewCohort | null): void {
  asked.setState({ cohort });
}

export function useNewCohort(): NewCohort | null {
  return useStore(asked, (state) => state.cohort);
}
