import { AppError } from '#contract/errors.ts';
import { keepers, type Person } from '#contract/people.ts';
import type { JobKind, jobs, LibraryChange } from '#contract/procedures/jobs.ts';
import type { JobQueue, OwnedJob } from '#engine/jobs/job-queue.ts';
import type { LibraryChanges, OwnedChange } from '#engine/jobs/library-changes.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';

interface Services {
  readonly queue: JobQueue;
  readonly changes: LibraryChanges;
}

export function jobHandlers({ queue, changes }: Services): Handlers<keyof typeof jobs> {
  const find = (jobId: string, person: Person): OwnedJob => {
    const found = queue.get(jobId);
    if (!found || !maySeeJob(person, found)) {
      throw new AppError('not-found', { what: 'job', id: jobId });
    }
    return found;
  };

  return {
    'jobs.list': async (_input, call) => {
      const person = personOf(call);
      return queue
        .list()
        .filter((owned) => maySeeJob(person, owned))
        .map(({ job }) => job);
    },

    'jobs.get': async ({ jobId }, call) => find(jobId, personOf(call)).job,

    'jobs.cancel': async ({ jobId }, call) => {
      const person = personOf(call);
      const found = find(jobId, person);
      if (found.ownerId !== person.id && !isKeeper(person)) {
        throw new AppError('not-allowed', { procedure: 'jobs.cancel', role: person.role });
      }
      return (queue.cancel(jobId) ?? found).job;
    },

    'jobs.watch': async function* (_input, call) {
      const person = personOf(call);
      for await (const owned of queue.watch(call.signal)) {
        if (maySeeJob(person, owned)) yield owned.job;
      }
    },

    'library.watch': async function* (_input, call) {
      const person = personOf(call);
      for await (const owned of changes.follow(call.signal)) {
        if (maySeeChange(person, owned)) yield owned.change;
      }
    },
  };
}

function isKeeper(person: Person): boolean {
  return keepers.some((role) => role === person.role);
}

/** Jobs about the library or the program, not about what is known of a patient. */
const openKinds: readonly JobKind[] = ['import', 'demo', 'backup', 'verify'];

/** A reader is not told what others draw, nor that a prediction exists. */
function maySeeJob(person: Person, { job, ownerId }: OwnedJob): boolean {
  if (person.role !== 'annotator' || ownerId === person.id) return true;
  if (job.kind === 'segment') return ownerId === null;
  return openKinds.includes(job.kind);
}

const hiddenTopics: readonly LibraryChange['topic'][] = [
  'features',
  'prediction',
  'experiments',
  'cohorts',
  'evaluations',
];

function maySeeChange(person: Person, { change, ownerId }: OwnedChange): boolean {
  if (person.role !== 'annotator') return true;
  return !hiddenTopics.includes(change.topic) && (ownerId === null || ownerId === person.id);
}
