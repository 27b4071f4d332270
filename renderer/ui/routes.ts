/** Where the window is. The hash of the page holds it, so that a reload keeps the place. */
export type Route =
  | { readonly station: 'cases' }
  | { readonly station: 'correct' | 'risk' | 'features'; readonly caseId: string | null }
  | { readonly station: 'settings' };

/** The link to a place, e.g. `#/risk/c7`. */
export function hashOf(route: Route): string {
  const caseId = 'caseId' in route ? route.caseId : null;
  return `#/${route.station}${caseId === null ? '' : `/${encodeURIComponent(caseId)}`}`;
}

/** The place that a hash means; an unknown one is the list of cases. */
export function parseHash(hash: string): Route {
  const [station, caseId] = hash.replace(/^#\/?/, '').split('/');
  switch (station) {
    case 'correct':
    case 'risk':
    case 'features':
      return { station, caseId: caseId ? decoded(caseId) : null };
    case 'settings':
      return { station };
    default:
      return { station: 'cases' };
  }
}

/** Goes to a place as a link would, so that the back button returns. */
export function goTo(route: Route): void {
  window.location.hash = hashOf(route);
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
