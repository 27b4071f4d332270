import type { Input } from '#contract/contract.ts';
import type { Reply } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { Engine } from './engine.ts';

/** Signs this window in; the engine's other windows are not touched. */
export async function signIn(engine: Engine, who: Input<'session.signIn'>): Promise<Reply<Person>> {
  const reply = await engine.call('session.signIn', who);
  if (!reply.ok) return reply;
  engine.setSignIn(reply.value);
  return { ok: true, value: reply.value.person };
}

/** Ends the sign-in here, also when the engine cannot be asked any more. */
export async function signOut(engine: Engine): Promise<void> {
  await engine.call('session.signOut', {});
  engine.setSignIn(null);
}
