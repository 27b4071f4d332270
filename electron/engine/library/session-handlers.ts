import { AppError } from '#contract/errors.ts';
import type { Person, Role } from '#contract/people.ts';
import type { session } from '#contract/procedures/session.ts';
import type { LibraryChanges } from '#engine/jobs/library-changes.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import { checkPasscode, hashPasscode } from '#engine/store/passcode.ts';
import type { Store } from '#engine/store/store.ts';
import { basename } from 'node:path';

interface Services {
  readonly store: Store;
  readonly changes: LibraryChanges;
  readonly version: string;
}

/** Failed passcodes a person may enter in a row before each further one has to wait. */
const freeAttempts = 5;
const waitAfterMs = 30_000;

export function sessionHandlers(services: Services): Handlers<keyof typeof session> {
  const { store, changes, version } = services;
  const { people, audit } = store;
  const throttle = passcodeThrottle();

  async function add(
    input: { name: string; role: Role; passcode?: string | undefined },
    by: (person: Person) => Person,
  ): Promise<Person> {
    const passcode = input.passcode === undefined ? null : await hashPasscode(input.passcode);
    const added = store.transaction(() => {
      const person = people.add({ name: input.name, role: input.role, passcode });
      audit.append({
        who: by(person),
        action: 'person-added',
        subject: person.id,
        details: { role: input.role },
      });
      return person;
    });
    changes.publish('people');
    return added;
  }

  return {
    'session.welcome': async () => ({
      library: {
        name: store.settings.get('name') ?? basename(store.folders.root),
        version,
        people: people.count(),
        cases: store.cases.count(),
        demo: store.settings.get('demo') === 'yes',
      },
      people: people.list().filter(({ active }) => active),
    }),

    'session.signIn': async ({ personId, passcode }, { connection }) => {
      const person = people.get(personId);
      if (!person?.active) throw new AppError('not-found', { what: 'person', id: personId });
      const stored = people.passcodeOf(personId);
      if (stored !== null) await checkWith(stored, personId, passcode);
      const token = store.transaction(() => {
        audit.append({ who: person, action: 'sign-in', subject: person.id });
        return people.signIn(personId);
      });
      connection.token = token;
      return { token, person };
    },

    'session.resume': async ({ token }, { connection }) => {
      const person = people.bySession(token);
      if (!person) throw new AppError('sign-in-required', {});
      connection.token = token;
      return person;
    },

    'session.signOut': async (_input, call) => {
      const person = personOf(call);
      const { token } = call.connection;
      store.transaction(() => {
        audit.append({ who: person, action: 'sign-out', subject: person.id });
        if (token !== undefined) people.signOut(token);
      });
      call.connection.token = undefined;
      return {};
    },

    'people.list': async () => people.list(),

    'people.addFirst': async (input) => {
      if (people.count() > 0) {
        throw new AppError('not-allowed', { procedure: 'people.addFirst', role: input.role });
      }
      return add(input, (person) => person);
    },

    'people.add': async (input, call) => add(input, () => personOf(call)),

    'people.setActive': async ({ personId, active }, call) => {
      const who = personOf(call);
      if (who.id === personId && !active) {
        // Nobody locks the own door: the last keeper could not be let in again.
        throw new AppError('not-allowed', { procedure: 'people.setActive', role: who.role });
      }
      const person = store.transaction(() => {
        audit.append({ who, action: 'person-changed', subject: personId, details: { active } });
        return people.setActive(personId, active);
      });
      if (!person) throw new AppError('not-found', { what: 'person', id: personId });
      changes.publish('people');
      return person;
    },
  };

  async function checkWith(
    stored: string,
    personId: string,
    passcode: string | undefined,
  ): Promise<void> {
    throttle.check(personId);
    const right = passcode !== undefined && (await checkPasscode(passcode, stored));
    throttle.note(personId, right);
    if (!right) throw new AppError('wrong-passcode', { personId });
  }
}

/** Slows guessing: after a few failures each further attempt must wait its turn. */
function passcodeThrottle() {
  const failures = new Map<string, { count: number; at: number }>();
  return {
    check: (personId: string): void => {
      const seen = failures.get(personId);
      if (seen && seen.count >= freeAttempts && Date.now() - seen.at < waitAfterMs) {
        throw new AppError('wrong-passcode', { personId });
      }
    },
    note: (personId: string, right: boolean): void => {
      const count = (failures.get(personId)?.count ?? 0) + 1;
      if (right) failures.delete(personId);
      else failures.set(personId, { count, at: Date.now() });
    },
  };
}
