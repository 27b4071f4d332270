import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { parseHash, type Route } from '../ui/routes.ts';

interface Place {
  readonly route: Route;
  /** The case that was open last, for the rail's way back to it. */
  readonly lastCaseId: string | null;
}

const place = createStore<Place>(() => placeOf(null));
window.addEventListener('hashchange', () => place.setState(placeOf(place.getState()), true));

function placeOf(before: Place | null): Place {
  const route = parseHash(window.location.hash);
  const caseId = 'caseId' in route ? route.caseId : null;
  return { route, lastCaseId: caseId ?? before?.lastCaseId ?? null };
}

export function usePlace(): Place {
  return useStore(place);
}
