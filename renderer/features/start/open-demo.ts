import type { Reply } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { Engine } from '../../api/engine.ts';
import { signIn } from '../../api/session.ts';

/** Patients of the demo study; more can be asked for on the command line. */
const demoPatients = 24;

/** Starts the demo study and signs in as its supervisor, who may see everything of it. */
export async function openDemo(engine: Engine): Promise<Reply<Person>> {
  const started = await engine.call('demo.start', { patients: demoPatients });
  if (!started.ok) return started;
  const welcome = await engine.call('session.welcome', {});
  if (!welcome.ok) return welcome;
  const supervisor = welcome.value.people.find(canOpenDemo);
  if (supervisor) return signIn(engine, { personId: supervisor.id });
  return { ok: false, error: { code: 'not-found', details: { what: 'person', id: 'supervisor' } } };
}

function canOpenDemo(person: Person): boolean {
  return person.role === 'supervisor' && person.active && !person.hasPasscode;
}
