import type { Person } from '#contract/people.ts';

/**
 * Through whose eyes rows are read. Every query that touches masks, drafts, notes or proposals
 * takes one, so that blinding is a condition in SQL and cannot be forgotten by a caller.
 */
export interface Viewer {
  readonly personId: string;
  /** A blinded viewer sees the automatic and the own work only. */
  readonly blinded: boolean;
}

export function viewerOf(person: Person): Viewer {
  return { personId: person.id, blinded: person.role === 'annotator' };
}

/** The engine's own look at everything, for jobs that no reader asked for. */
export const unblindedViewer: Viewer = { personId: '', blinded: false };

/** A viewer as SQL parameters. */
export function viewerParameters(viewer: Viewer): { me: string; all: number } {
  return { me: viewer.personId, all: Number(!viewer.blinded) };
}
