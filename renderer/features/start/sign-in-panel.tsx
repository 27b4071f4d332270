import type { WireError } from '#contract/errors.ts';
import type { Person } from '#contract/people.ts';
import type { LibrarySummary } from '#contract/procedures/session.ts';
import { Button, PasswordInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { signIn } from '../../api/session.ts';
import { roleWords } from '../../ui/badge.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './start-screen.module.css';

/** Who is working: one button a person, and the passcode of those who set one. */
export function SignInPanel({
  library,
  people,
}: {
  readonly library: LibrarySummary;
  readonly people: readonly Person[];
}) {
  const engine = useEngine();
  const [chosen, setChosen] = useState<Person | null>(null);
  const [error, setError] = useState<WireError | null>(null);

  const enter = async (person: Person, passcode?: string) => {
    setError(null);
    const secret = passcode === undefined ? {} : { passcode };
    const reply = await signIn(engine, { personId: person.id, ...secret });
    if (!reply.ok) setError(reply.error);
  };
  const choose = (person: Person) => {
    setChosen(person);
    setError(null);
    if (!person.hasPasscode) void enter(person);
  };

  return (
    <section className={styles.card} aria-labelledby="who-title">
      <h2 id="who-title">Who is working?</h2>
      <p>
        {library.name}, {library.cases} {library.cases === 1 ? 'case' : 'cases'}
      </p>
      <ul className={styles.list}>
        {people
          .filter((person) => person.active)
          .map((person) => (
            <li key={person.id}>
              <button
                type="button"
                className={styles.person}
                aria-pressed={chosen?.id === person.id}
                onClick={() => choose(person)}
              >
                <span className={styles.initials} aria-hidden>
                  {initials(person.name)}
                </span>
                <span className={styles.names}>
                  <span>{person.name}</span>
                  <span>{roleWords[person.role]}</span>
                </span>
                {person.hasPasscode && (
                  <IconLock size={16} className={styles.lock} aria-label="asks for a passcode" />
                )}
              </button>
            </li>
          ))}
      </ul>
      {chosen?.hasPasscode && (
        <PasscodeForm
          key={chosen.id}
          person={chosen}
          onSubmit={(passcode) => enter(chosen, passcode)}
        />
      )}
      {error && <ErrorNote error={error} />}
    </section>
  );
}

function PasscodeForm({
  person,
  onSubmit,
}: {
  readonly person: Person;
  readonly onSubmit: (passcode: string) => Promise<void>;
}) {
  const [passcode, setPasscode] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await onSubmit(passcode);
    setBusy(false);
  };
  return (
    <form className={styles.passcode} onSubmit={(event) => void submit(event)}>
      <PasswordInput
        label={`Passcode of ${person.name}`}
        value={passcode}
        minLength={4}
        required
        data-autofocus
        autoFocus
        style={{ flex: 1 }}
        onChange={(event) => setPasscode(event.currentTarget.value)}
      />
      <Button type="submit" variant="filled" loading={busy}>
        Sign in
      </Button>
    </form>
  );
}

function initials(name: string): string {
  return (name.match(/\p{L}+/gu) ?? [])
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');
}
