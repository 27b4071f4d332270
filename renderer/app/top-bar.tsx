import type { Person } from '#contract/people.ts';
import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconChevronDown, IconKeyboard, IconLogout, IconSearch } from '@tabler/icons-react';
import { useEngine } from '../api/engine-context.tsx';
import { signOut } from '../api/session.ts';
import { useQuery } from '../api/use-query.ts';
import { BlindedBadge, roleWords } from '../ui/badge.tsx';
import { TitleSlot } from '../ui/bar-slots.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './frame.module.css';
import { JobsMenu } from './jobs-menu.tsx';

/** Library, what is open, search, jobs at work, and who is signed in. */
export function TopBar({
  person,
  onShowKeys,
}: {
  readonly person: Person;
  readonly onShowKeys: () => void;
}) {
  const { query } = useQuery('session.welcome', {}, { topics: ['people'] });
  return (
    <header className={styles.top}>
      <span className={styles.library}>
        {query.status === 'ready' ? query.value.library.name : 'Nodewise'}
      </span>
      <TitleSlot />
      <span className={styles.spacer} />
      <JobsMenu />
      <button type="button" className={styles.search} onClick={spotlight.open} aria-label="Search">
        <IconSearch size={14} aria-hidden />
        <span>Search</span>
        <Kbd keys="Ctrl+K" />
      </button>
      <Tooltip label="All keys (?)">
        <ActionIcon aria-label="All keys" onClick={onShowKeys}>
          <IconKeyboard size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      {person.role === 'annotator' && <BlindedBadge />}
      <PersonMenu person={person} />
    </header>
  );
}

function PersonMenu({ person }: { readonly person: Person }) {
  const engine = useEngine();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles.person}>
          {person.name}
          <span className={styles.role}>{roleWords[person.role]}</span>
          <IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.5} />}
          onClick={() => void signOut(engine)}
        >
          Sign out or change person
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
