import type { LibraryChange } from '#contract/procedures/jobs.ts';
import { eventHub } from './event-hub.ts';

/** A change and whose work it is; null where it is nobody's in particular. */
export interface OwnedChange {
  readonly change: LibraryChange;
  readonly ownerId: string | null;
}

export interface LibraryChanges {
  publish(topic: LibraryChange['topic'], caseId?: string | null, ownerId?: string | null): void;
  follow(signal: AbortSignal): AsyncGenerator<OwnedChange, void>;
}

/** Tells open screens what to read again; equal changes nobody has taken yet are one. */
export function libraryChanges(): LibraryChanges {
  const hub = eventHub<OwnedChange>(
    ({ change, ownerId }) => `${change.topic} ${change.caseId} ${ownerId}`,
  );
  return {
    publish: (topic, caseId = null, ownerId = null) =>
      hub.publish({ change: { topic, caseId }, ownerId }),
    follow: (signal) => hub.follow(signal),
  };
}
