import type { WireError } from '#contract/errors.ts';
import { role as roles, type Role } from '#contract/people.ts';
import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useEngine } from '../../api/engine-context.tsx';
import { roleWords } from '../../ui/badge.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './settings-page.module.css';

export function AddPersonForm({ onAdded }: { readonly onAdded: () => void }) {
  const engine = useEngine();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>('annotator');
  const [passcode, setPasscode] = useState('');
  const [error, setError] = useState<WireError | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(null);
    const secret = passcode === '' ? {} : { passcode };
    const reply = await engine.call('people.add', { name, role, ...secret });
    if (!reply.ok) return setError(reply.error);
    notifyDone(`${reply.value.name} can sign in now.`);
    setName('');
    setPasscode('');
    onAdded();
  };

  return (
    <Section title="Add a person">
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <TextInput
          label="Name"
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Role"
          data={roles.options.map((value) => ({ value, label: roleWords[value] }))}
          value={role}
          allowDeselect={false}
          onChange={(value) => setRole(value ?? role)}
        />
        <PasswordInput
          label="Passcode (optional)"
          minLength={4}
          maxLength={64}
          value={passcode}
          onChange={(event) => setPasscode(event.currentTarget.value)}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          Add
        </Button>
      </form>
      {error && <ErrorNote error={error} />}
      <p className={styles.quiet}>
        Annotators draw masks and are blinded. Supervisors see and may do everything. Research
        assistants import, extract and export. Clinicians read one patient&rsquo;s risk.
      </p>
    </Section>
  );
}
