import type { Person } from '#contract/people.ts';
import { readers } from '#contract/people.ts';
import { spotlight } from '@mantine/spotlight';
import { useState } from 'react';
import { useEngine } from '../api/engine-context.tsx';
import { useQuery } from '../api/use-query.ts';
import { nextUndone } from '../features/worklist/next-undone.ts';
import { BarSlots, StatusLine } from '../ui/bar-slots.tsx';
import { useKeys } from '../ui/keys.ts';
import { notifyDone } from '../ui/notify.tsx';
import { goTo, hashOf } from '../ui/routes.ts';
import { CommandSearch } from './command-search.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import styles from './frame.module.css';
import { useJobNotices } from './job-notices.ts';
import { KeySheet } from './key-sheet.tsx';
import { usePlace } from './place.ts';
import { usePreloadedViewer } from './preload-viewer.ts';
import { Rail } from './rail.tsx';
import { stationsFor } from './stations.tsx';
import { TopBar } from './top-bar.tsx';

/** What stays around every station: rail, top bar, status line, search and key sheet. */
export function Frame({ person }: { readonly person: Person }) {
  const engine = useEngine();
  const { route } = usePlace();
  const [sheetOpen, setSheetOpen] = useState(false);
  const { query: cases } = useQuery('cases.list', {}, { topics: ['cases', 'case', 'masks'] });
  const reads = readers.some((role) => role === person.role);
  useJobNotices();
  usePreloadedViewer(reads && cases.status === 'ready');

  const openNext = () => {
    if (!reads) return;
    const current = 'caseId' in route ? route.caseId : null;
    const next = cases.status === 'ready' ? nextUndone(cases.value, current) : null;
    if (next) goTo({ station: 'correct', caseId: next.id });
    else notifyDone('Every case is done.');
  };
  useKeys({
    'Ctrl+K': spotlight.open,
    'Ctrl+Shift+N': openNext,
    '?': () => setSheetOpen(true),
  });

  const stations = stationsFor(person.role);
  const station = stations.find((s) => s.id === route.station) ?? stations[0];
  return (
    <BarSlots>
      <div className={styles.frame}>
        <Rail stations={stations} current={station.id} />
        <TopBar person={person} onShowKeys={() => setSheetOpen(true)} />
        <main className={styles.main} aria-label={station.name}>
          <ErrorBoundary resetOn={hashOf(route)}>{station.render(route)}</ErrorBoundary>
        </main>
        <StatusLine />
      </div>
      <CommandSearch
        engine={engine}
        person={person}
        cases={cases.status === 'ready' ? cases.value : []}
        commands={{ openNext, showKeys: () => setSheetOpen(true) }}
      />
      <KeySheet opened={sheetOpen} onClose={() => setSheetOpen(false)} />
    </BarSlots>
  );
}
