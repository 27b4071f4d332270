import type { WireError } from '#contract/errors.ts';
import type { Role } from '#contract/people.ts';
import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { signIn } from '../../api/session.ts';
import { roleWords } from '../../ui/badge.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import styles from './start-screen.module.css';

/** The first person must be able to bring data in and add the others. */
const firstRoles: readonly Role[] = ['supervisor', 'assistant'];

/** Starts a library of one's own with its first person. */
export function FirstPersonCard() {
  const engine = useEngine();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('supervisor');
  const [passcode, setPasscode] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<WireError | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    const secret = passcode === '' ? {} : { passcode };
    const added = await engine.call('people.addFirst', { name, role, ...secret });
    const reply = added.ok ? await signIn(engine, { personId: added.value.id, ...secret }) : added;
    setBusy(false);
    if (!reply.ok) setError(reply.error);
  };

  return (
    <section className={styles.card} aria-labelledby="own-title">
      <h2 id="own-title">Start your own library</h2>
      <p>Who are you? Others are added later in Settings. Data stays on this machine.</p>
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Your name"
          value={name}
          maxLength={80}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Role"
          data={firstRoles.map((value) => ({ value, label: roleWords[value] }))}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(value ?? role)}
        />
        <PasswordInput
          label="Passcode (optional)"
          description="Asked for at sign-in; at least 4 characters."
          minLength={4}
          maxLength={64}
          value={passcode}
          onChange={(event) => setPasscode(event.currentTarget.value)}
        />
        {error && <ErrorNote error={error} />}
        <Button type="submit" loading={busy} disabled={name.trim() === ''}>
          Start the library
        </Button>
      </form>
    </section>
  );
}
