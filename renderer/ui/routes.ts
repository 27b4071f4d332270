/** Where the window is. The hash of the page holds it, so that a reload keeps the place. */
export type Route =
  | { readonly station: 'cases' }
  | { readonly station: 'correct' | 'risk' | 'features'; readonly caseId: string | null }
  | {
      readonly station: 'cohort';
      readonly cohortId: string | null;
      /** What of the cohort is open. */
      readonly desk: CohortDesk;
    }
  | {
      readonly station: 'experiments';
      readonly experimentId: string | null;
      /** A run of that experiment. */
      readonly runId: string | null;
    }
  | {
      readonly station: 'results';
      readonly cohortId: string | null;
      /** A stored evaluation; null while a new one is set up. */
      readonly evaluationId: string | null;
      readonly tab: ResultTab;
    }
  | { readonly station: 'settings' };

/** The desks of a cohort; the first one is open when nothing else is said. */
export const cohortDesks = ['flowchart', 'matching', 'sets'] as const;
export type CohortDesk = (typeof cohortDesks)[number];

/** What of an evaluation is open; the first one when nothing else is said. */
export const resultTabs = [
  'overview',
  'table1',
  'table2',
  'table3',
  'figures',
  'tests',
  'subgroups',
  'radiomics',
  'published',
] as const;
export type ResultTab = (typeof resultTabs)[number];

/** Stands in the hash for the evaluation that is being set up. */
const newEvaluation = 'new';

/** The link to a place, e.g. `#/risk/c7`. */
export function hashOf(route: Route): string {
  return ['#', route.station, ...idsOf(route).map(encodeURIComponent)].join('/');
}

function idsOf(route: Route): string[] {
  switch (route.station) {
    case 'correct':
    case 'risk':
    case 'features':
      return route.caseId === null ? [] : [route.caseId];
    case 'cohort':
      if (route.cohortId === null) return [];
      return route.desk === cohortDesks[0] ? [route.cohortId] : [route.cohortId, route.desk];
    case 'experiments':
      return [route.experimentId, route.runId].filter((id) => id !== null);
    case 'results':
      if (route.cohortId === null) return [];
      return [
        ...[route.cohortId, route.evaluationId ?? newEvaluation],
        ...(route.tab === resultTabs[0] ? [] : [route.tab]),
      ];
    case 'cases':
    case 'settings':
      return [];
  }
}

/** The place that a hash means; an unknown one is the list of cases. */
export function parseHash(hash: string): Route {
  const [station, ...ids] = hash.replace(/^#\/?/, '').split('/');
  const id = (at: number): string | null => (ids[at] ? decoded(ids[at]) : null);
  switch (station) {
    case 'correct':
    case 'risk':
    case 'features':
      return { station, caseId: id(0) };
    case 'cohort':
      return {
        station,
        cohortId: id(0),
        desk: cohortDesks.find((desk) => desk === id(1)) ?? cohortDesks[0],
      };
    case 'experiments':
      return { station, experimentId: id(0), runId: id(1) };
    case 'results':
      return {
        station,
        cohortId: id(0),
        evaluationId: id(1) === newEvaluation ? null : id(1),
        tab: resultTabs.find((tab) => tab === id(2)) ?? resultTabs[0],
      };
    case 'settings':
      return { station };
    default:
      return { station: 'cases' };
  }
}

/** Where a station is entered; one that shows a case, with that case. */
export function entranceOf(station: Route['station'], caseId: string | null): Route {
  switch (station) {
    case 'correct':
    case 'risk':
    case 'features':
      return { station, caseId };
    case 'cohort':
      return { station, cohortId: null, desk: cohortDesks[0] };
    case 'experiments':
      return { station, experimentId: null, runId: null };
    case 'results':
      return { station, cohortId: null, evaluationId: null, tab: resultTabs[0] };
    case 'cases':
    case 'settings':
      return { station };
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
