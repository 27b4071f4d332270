import { readers, riskReaders, unblinded, type Person } from '#contract/people.ts';
import type { CaseSummary } from '#contract/procedures/cases.ts';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconBrush,
  IconChartHistogram,
  IconFlask,
  IconGauge,
  IconKeyboard,
  IconLogout,
  IconPlayerTrackNext,
  IconReportAnalytics,
  IconSearch,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { Engine } from '../api/engine.ts';
import { signOut } from '../api/session.ts';
import { showNewCohort } from '../features/cohort/new-cohort.ts';
import { showDialog } from '../features/experiments/dialogs.ts';
import { statusWord } from '../ui/badge.tsx';
import { entranceOf, goTo } from '../ui/routes.ts';
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
        onClick: () => goTo(entranceOf(id, null)),
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
        ...(may(unblinded)
          ? [
              {
                id: 'new-cohort',
                label: 'New cohort',
                leftSection: <IconUsersGroup size={18} stroke={1.5} />,
                onClick: openNewCohort,
              },
              {
                id: 'new-experiment',
                label: 'New experiment',
                leftSection: <IconFlask size={18} stroke={1.5} />,
                onClick: () => openExperiments('new'),
              },
              {
                id: 'new-evaluation',
                label: 'New evaluation of models',
                leftSection: <IconReportAnalytics size={18} stroke={1.5} />,
                onClick: () => goTo(entranceOf('results', null)),
              },
              {
                id: 'devices',
                label: 'Compare the compute devices',
                leftSection: <IconGauge size={18} stroke={1.5} />,
                onClick: () => openExperiments('devices'),
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

function openNewCohort(): void {
  goTo(entranceOf('cohort', null));
  showNewCohort({ from: null });
}

function openExperiments(dialog: 'new' | 'devices'): void {
  goTo(entranceOf('experiments', null));
  showDialog(dialog);
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
