import { keepers, type Person } from '#contract/people.ts';
import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleOff } from '@tabler/icons-react';
import { useEngine, usePerson } from '../../api/engine-context.tsx';
import { useQuery } from '../../api/use-query.ts';
import { Badge, roleWords } from '../../ui/badge.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { notifyError, notifyUndo } from '../../ui/notify.tsx';
import { Section } from '../../ui/section.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AddPersonForm } from './add-person-form.tsx';
import styles from './settings-page.module.css';

/** Who works with this library. People are never deleted: their masks keep their name. */
export function PeopleSection() {
  const engine = useEngine();
  const me = usePerson();
  const { query, reload } = useQuery('people.list', {}, { topics: ['people'] });
  const mayEdit = me !== null && (keepers as readonly string[]).includes(me.role);

  const setActive = async (person: Person, active: boolean) => {
    const reply = await engine.call('people.setActive', { personId: person.id, active });
    if (!reply.ok) return notifyError(reply.error);
    reload();
    if (!active)
      notifyUndo(`${person.name} can no longer sign in.`, () => void setActive(person, true));
  };

  return (
    <>
      <Section
        title="People"
        note="Everybody signs in under their own name; masks and the audit log carry it."
      >
        {query.status === 'loading' && <SkeletonRows rows={5} label="Loading people" />}
        {query.status === 'failed' && <ErrorNote error={query.error} retry={reload} />}
        {query.status === 'ready' && (
          <table className={styles.table}>
            <thead>
              <tr>
                <th>Name</th>
                <th>Role</th>
                <th>Passcode</th>
                <th>State</th>
                {mayEdit && <th aria-label="Actions" />}
              </tr>
            </thead>
            <tbody>
              {query.value.map((person) => (
                <tr key={person.id} className={person.active ? undefined : styles.inactive}>
                  <td>
                    {person.name}
                    {person.id === me?.id && ' (you)'}
                  </td>
                  <td>{roleWords[person.role]}</td>
                  <td>{person.hasPasscode ? 'set' : 'none'}</td>
                  <td>
                    {person.active ? (
                      <Badge tone="good" icon={IconCircleCheck} word="Active" />
                    ) : (
                      <Badge tone="quiet" icon={IconCircleOff} word="Inactive" />
                    )}
                  </td>
                  {mayEdit && (
                    <td className={styles.number}>
                      <Button
                        size="compact-xs"
                        disabled={person.id === me?.id}
                        onClick={() => void setActive(person, !person.active)}
                        aria-label={`${person.active ? 'Deactivate' : 'Activate'} ${person.name}`}
                      >
                        {person.active ? 'Deactivate' : 'Activate'}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Section>
      {mayEdit && <AddPersonForm onAdded={reload} />}
    </>
  );
}
