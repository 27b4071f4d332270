import type { WireError } from '#contract/errors.ts';
import type { Engine } from './engine.ts';
import { localClient } from './local-client.ts';

/** Patients of the demo study unless somebody asks for another number. */
export const demoPatients = 24;

/**
 * Starts filling an empty library with the demo study, for a host that was started with `--demo`.
 * A library that already holds cases is left as it is.
 *
 * @returns The failure, or undefined when the job was started or nothing is to be done.
 */
export async function fillDemo(engine: Pick<Engine, 'handlePort'>): Promise<WireError | undefined> {
  const client = localClient(engine);
  const reply = await client.call('demo.start', { patients: demoPatients });
  client.close();
  return reply.ok || reply.error.code === 'library-not-empty' ? undefined : reply.error;
}
