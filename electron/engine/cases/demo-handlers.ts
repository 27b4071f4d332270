import { AppError } from '#contract/errors.ts';
import type { Person, Role } from '#contract/people.ts';
import type { imports } from '#contract/procedures/imports.ts';
import { personOf, type Handlers } from '#engine/rpc/handler.ts';
import type { Store } from '#engine/store/store.ts';
import { startDemo, type DemoServices } from './demo-job.ts';

/** The people of a demo library; names say what they are. */
const demoPeople: readonly { readonly name: string; readonly role: Role }[] = [
  { name: 'Reader One (demo)', role: 'annotator' },
  { name: 'Supervisor (demo)', role: 'supervisor' },
  { name: 'Assistant (demo)', role: 'assistant' },
  { name: 'Clinician (demo)', role: 'clinician' },
];

type Names = Extract<keyof typeof imports, `demo.${string}`>;

export function demoHandlers(services: DemoServices): Handlers<Names> {
  const { store, changes } = services;
  return {
    'demo.fill': async ({ patients }, call) => {
      const person = personOf(call);
      addDemoPeople(store);
      changes.publish('people');
      return startDemo(services, patients, person);
    },

    'demo.start': async ({ patients }) => {
      const cases = store.cases.count();
      // Anyone may call this, so it must never touch a library that somebody already uses.
      if (cases > 0 || store.people.count() > 0) throw new AppError('library-not-empty', { cases });
      const people = addDemoPeople(store);
      changes.publish('people');
      const assistant = people.find(({ role }) => role === 'assistant') ?? people[0];
      return startDemo(services, patients, assistant);
    },
  };
}

/** Adds the demo people who are not there yet. */
function addDemoPeople(store: Store): Person[] {
  const known = store.people.list();
  return store.transaction(() =>
    demoPeople.map(({ name, role }) => {
      const present = known.find((person) => person.name === name);
      if (present) return present;
      const added = store.people.add({ name, role, passcode: null, demo: true });
      store.audit.append({
        who: added,
        action: 'person-added',
        subject: added.id,
        details: { role, demo: true },
      });
      return added;
    }),
  );
}
