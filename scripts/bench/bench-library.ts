import type { CallName, Input, Output } from '#contract/contract.ts';
import type { Job } from '#contract/procedures/jobs.ts';
import type { Engine } from '#engine/engine.ts';
import { localClient } from '#engine/local-client.ts';

/** A signed-in client of an engine that a bench works with. */
export interface BenchClient {
  readonly call: <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>;
  /** The job at its end, however it ended; before that, every step of it is told. */
  readonly endOf: (jobId: string, onStep?: (job: Job) => void) => Promise<Job>;
  /** Waits for everything that is queued or at work. */
  readonly idle: () => Promise<void>;
  readonly close: () => void;
}

/** The person in whose name the bench works in a library that was empty. */
export const benchPerson = 'Bench';

/**
 * Signs in: in an empty library as `benchPerson`, else as its first supervisor. A refused call
 * throws with its code.
 */
export async function benchClient(engine: Engine): Promise<BenchClient> {
  const client = localClient(engine);

  async function call<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    const reply = await client.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.error)}`);
    return reply.value;
  }
  async function endOf(jobId: string, onStep?: (job: Job) => void): Promise<Job> {
    const watching = new AbortController();
    for await (const job of client.watch('jobs.watch', {}, watching.signal)) {
      if (job.id !== jobId) continue;
      if (job.endedAt === null) {
        onStep?.(job);
        continue;
      }
      watching.abort();
      return job;
    }
    throw new Error('the engine ended the stream of jobs');
  }
  async function idle(): Promise<void> {
    for (const job of await call('jobs.list', {})) if (job.endedAt === null) await endOf(job.id);
  }

  const { people } = await call('session.welcome', {});
  const person =
    people.find(({ role }) => role === 'supervisor') ??
    (await call('people.addFirst', { name: benchPerson, role: 'supervisor' }));
  await call('session.signIn', { personId: person.id });
  return { call, endOf, idle, close: client.close };
}
