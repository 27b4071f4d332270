import { keepers, unblinded } from '#contract/people.ts';
import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePerson } from '../../api/engine-context.tsx';
import { KeyList } from '../../ui/key-list.tsx';
import type { KeyBinding } from '../../ui/keys.ts';
import { AboutSection } from './about-section.tsx';
import { AuditSection } from './audit-section.tsx';
import { EngineSection } from './engine-section.tsx';
import { InitialMaskSection } from './initial-mask-section.tsx';
import { LibrarySection } from './library-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { VerificationSection } from './verification-section.tsx';
import styles from './settings-page.module.css';

interface Tab {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[] | 'all';
  /** For tables that need more than the width of words. */
  readonly wide?: true;
  readonly render: (keys: readonly KeyBinding[]) => ReactNode;
}

const tabs: readonly Tab[] = [
  { id: 'people', name: 'People', roles: 'all', render: () => <PeopleSection /> },
  { id: 'library', name: 'Library', roles: keepers, render: () => <LibrarySection /> },
  {
    id: 'initial-mask',
    name: 'Initial mask',
    roles: keepers,
    render: () => <InitialMaskSection />,
  },
  { id: 'audit', name: 'Audit', roles: unblinded, render: () => <AuditSection /> },
  { id: 'engine', name: 'Engine', roles: keepers, render: () => <EngineSection /> },
  {
    id: 'verification',
    name: 'Verification',
    roles: 'all',
    wide: true,
    render: () => <VerificationSection />,
  },
  { id: 'keys', name: 'Keys', roles: 'all', render: (keys) => <KeyList keys={keys} /> },
  { id: 'about', name: 'About', roles: 'all', render: () => <AboutSection /> },
];

/** People, data, compute and keys. What a role may not see has no tab for it. */
export function SettingsPage({ keys }: { readonly keys: readonly KeyBinding[] }) {
  const role = usePerson()?.role ?? 'annotator';
  const shown = tabs.filter((tab) => tab.roles === 'all' || tab.roles.includes(role));
  return (
    <Tabs
      className={styles.page}
      orientation="vertical"
      defaultValue={shown[0].id}
      keepMounted={false}
      variant="pills"
    >
      <Tabs.List className={styles.tabs} aria-label="Settings">
        {shown.map((tab) => (
          <Tabs.Tab key={tab.id} value={tab.id}>
            {tab.name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map((tab) => (
        <Tabs.Panel key={tab.id} value={tab.id} className={styles.panel}>
          <div className={styles.column} data-wide={tab.wide}>
            {tab.render(keys)}
          </div>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
