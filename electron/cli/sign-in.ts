import { AppError } from '#contract/errors.ts';
import { keepers, type Person } from '#contract/people.ts';
import type { Session } from './command.ts';

/** The person the command line acts as unless it is told another. */
const ownName = 'Command line';
/** May do everything that a command does; each entry of the audit log names it. */
const ownRole = 'supervisor';

/**
 * Signs in. Without a name it is the command line's own person, who is added to the library on
 * first use: by itself to an empty one, else by a keeper without a passcode.
 *
 * @param passcode Of the named person, where one is asked for.
 */
export async function signIn(
  call: Session['call'],
  name: string | undefined,
  passcode: string | undefined,
): Promise<void> {
  const { people } = await call('session.welcome', {});
  const active = people.filter((person) => person.active);
  const wanted = active.find((person) => person.name === (name ?? ownName));
  if (!wanted && name !== undefined) throw new AppError('not-found', { what: 'person', id: name });
  const person = wanted ?? (await addOwnPerson(call, active));
  await call('session.signIn', {
    personId: person.id,
    ...(passcode !== undefined && person.hasPasscode && { passcode }),
  });
}

async function addOwnPerson(call: Session['call'], people: readonly Person[]): Promise<Person> {
  const own = { name: ownName, role: ownRole } as const;
  if (people.length === 0) return call('people.addFirst', own);
  const keeper = people.find(
    ({ role, hasPasscode }) => !hasPasscode && (keepers as readonly string[]).includes(role),
  );
  // Everybody here protects their name, so nobody can be acted for without being named.
  if (!keeper) throw new AppError('not-found', { what: 'person', id: ownName });
  await call('session.signIn', { personId: keeper.id });
  return call('people.add', own);
}
