import { z } from 'zod';
import { keepers, person, role } from '../people.ts';
import { procedure } from '../procedure.ts';

const passcode = z.string().min(4).max(64);

export const librarySummary = z.object({
  name: z.string(),
  version: z.string(),
  people: z.number(),
  cases: z.number(),
  /** Whether the cases are the synthetic demo study. */
  demo: z.boolean(),
});
export type LibrarySummary = z.infer<typeof librarySummary>;

export const session = {
  /** What the start screen shows before anybody signed in. */
  'session.welcome': procedure(
    'anyone',
    z.object({}),
    z.object({ library: librarySummary, people: z.array(person) }),
  ),
  /** The token names this sign-in to every host and survives a restart of the engine. */
  'session.signIn': procedure(
    'anyone',
    z.object({ personId: z.string(), passcode: passcode.optional() }),
    z.object({ token: z.string(), person }),
  ),
  'session.resume': procedure('anyone', z.object({ token: z.string() }), person),
  'session.signOut': procedure('signed-in', z.object({}), z.object({})),
  'people.list': procedure('signed-in', z.object({}), z.array(person)),
  /** The first person of an empty library may be added by anyone; later only by keepers. */
  'people.addFirst': procedure(
    'anyone',
    z.object({ name: z.string().trim().min(1).max(80), role, passcode: passcode.optional() }),
    person,
  ),
  'people.add': procedure(
    keepers,
    z.object({ name: z.string().trim().min(1).max(80), role, passcode: passcode.optional() }),
    person,
  ),
  'people.setActive': procedure(
    keepers,
    z.object({ personId: z.string(), active: z.boolean() }),
    person,
  ),
};
