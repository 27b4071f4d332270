import { readers, riskReaders, type Person } from '#contract/people.ts';
import type { CaseSummary } from '#contract/procedures/cases.ts';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconBrush,
  IconChartHistogram,
  IconKeyboard,
  IconLogout,
  IconPlayerTrackNext,
  IconSearch,
} from '@tabler/icons-react';
import type { Engine } from '../api/engine.ts';
import { signOut } from '../api/session.ts';
import { statusWord } from '../ui/badge.tsx';
import { goTo } from '../ui/routes.ts';
import { stationsFor } from './stations.tsx';

interface Props {
  readonly engine: Engine;
  readonly person: Person;
  readonly cases: readonly CaseSummary[];
  readonly commands: { readonly openNext: () => void; readonly showKeys: () => void };
}

/** Ctrl+K: every command and every case of this person, found by a few letters. */
export function CommandSearch({ engine, person, cases, commands }: Props) {
  const may = (roles: readonly string[]) => roles.includes(person.role);
  const groups: SpotlightActionGroupData[] = [
    {
      group: 'Go to',
      actions: stationsFor(person.role).map(({ id, name, icon: Icon }) => ({
        id: `go-${id}`,
        label: name,
        leftSection: <Icon size={18} stroke={1.5} />,
        onClick: () =>
          goTo(
            id === 'cases' || id === 'settings' ? { station: id } : { station: id, caseId: null },
          ),
      })),
    },
    {
      group: 'Commands',
      actions: [
        ...(may(readers)
          ? [
              {
                id: 'next',
                label: 'Open the next undone case',
                leftSection: <IconPlayerTrackNext size={18} stroke={1.5} />,
                onClick: commands.openNext,
              },
            ]
          : []),
        {
          id: 'keys',
          label: 'Show all keys',
          leftSection: <IconKeyboard size={18} stroke={1.5} />,
          onClick: commands.showKeys,
        },
        {
          id: 'sign-out',
          label: 'Sign out or change person',
          leftSection: <IconLogout size={18} stroke={1.5} />,
          onClick: () => void signOut(engine),
        },
      ],
    },
    ...(may(readers) ? [caseGroup('Correct', 'correct', cases)] : []),
    ...(may(riskReaders) ? [caseGroup('Risk', 'risk', cases)] : []),
  ];
  return (
    <Spotlight
      actions={groups}
      limit={30}
      shortcut={null}
      overlayProps={{ blur: 0, backgroundOpacity: 0.6 }}
      maxHeight={480}
      scrollable
      nothingFound="Nothing has this name."
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.5} />,
        placeholder: 'Search commands and cases',
        'aria-label': 'Search commands and cases',
      }}
    />
  );
}

function caseGroup(
  group: string,
  station: 'correct' | 'risk',
  cases: readonly CaseSummary[],
): SpotlightActionGroupData {
  const Icon = station === 'correct' ? IconBrush : IconChartHistogram;
  return {
    group,
    actions: cases.map((c) => ({
      id: `${station}-${c.id}`,
      label: c.code,
      description: `${group}, ${statusWord(c.status).toLowerCase()}, ${c.slices} slices`,
      leftSection: <Icon size={18} stroke={1.5} />,
      onClick: () => goTo({ station, caseId: c.id }),
    })),
  };
}
