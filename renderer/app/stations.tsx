import { everyone, readers, riskReaders, unblinded, type Role } from '#contract/people.ts';
import {
  IconBrush,
  IconChartHistogram,
  IconFlask,
  IconListDetails,
  IconReportAnalytics,
  IconSettings,
  IconTable,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { cohortKeys } from '../features/cohort/cohort-keys.ts';
import { CohortPage } from '../features/cohort/cohort-page.tsx';
import { CorrectionDesk } from '../features/correction/correction-desk.tsx';
import { FeatureCohortMenu } from '../features/feature-cohort/feature-cohort-menu.tsx';
import { correctionKeys } from '../features/correction/keys.ts';
import { experimentsKeys } from '../features/experiments/experiments-keys.ts';
import { ExperimentsPage } from '../features/experiments/experiments-page.tsx';
import { featuresKeys } from '../features/radiomics/features-keys.ts';
import { FeaturesPage } from '../features/radiomics/features-page.tsx';
import { resultsKeys } from '../features/results/results-keys.ts';
import { ResultsPage } from '../features/results/results-page.tsx';
import { riskKeys } from '../features/risk/risk-keys.ts';
import { RiskPage } from '../features/risk/risk-page.tsx';
import { SettingsPage } from '../features/settings/settings-page.tsx';
import { worklistKeys } from '../features/worklist/worklist-keys.ts';
import { Worklist } from '../features/worklist/worklist.tsx';
import type { KeyBinding } from '../ui/keys.ts';
import type { Route } from '../ui/routes.ts';
import { ChooseCase } from './choose-case.tsx';
import { frameKeys } from './frame-keys.ts';

/** One entry of the left rail. A new station is one more line here. */
export interface Station {
  readonly id: Route['station'];
  readonly name: string;
  readonly icon: TablerIcon;
  readonly roles: readonly Role[];
  readonly keys: readonly KeyBinding[];
  readonly render: (route: Route) => ReactNode;
}

export const stations: readonly Station[] = [
  {
    id: 'cases',
    name: 'Cases',
    icon: IconListDetails,
    roles: everyone,
    keys: worklistKeys,
    render: () => <Worklist />,
  },
  {
    id: 'correct',
    name: 'Correct',
    icon: IconBrush,
    roles: readers,
    keys: correctionKeys,
    render: (route) => (
      <OfCase route={route} what="correct">
        {(caseId) => <CorrectionDesk key={caseId} caseId={caseId} />}
      </OfCase>
    ),
  },
  {
    id: 'cohort',
    name: 'Cohort',
    icon: IconUsersGroup,
    roles: unblinded,
    keys: cohortKeys,
    render: (route) => (route.station === 'cohort' ? <CohortPage place={route} /> : null),
  },
  {
    id: 'experiments',
    name: 'Experiments',
    icon: IconFlask,
    roles: unblinded,
    keys: experimentsKeys,
    render: (route) => (route.station === 'experiments' ? <ExperimentsPage place={route} /> : null),
  },
  {
    id: 'results',
    name: 'Results',
    icon: IconReportAnalytics,
    roles: unblinded,
    keys: resultsKeys,
    render: (route) => (route.station === 'results' ? <ResultsPage place={route} /> : null),
  },
  {
    id: 'risk',
    name: 'Risk',
    icon: IconChartHistogram,
    roles: everyone,
    keys: riskKeys,
    render: (route) => (
      <OfCase route={route} what="risk">
        {(caseId) => <RiskPage key={caseId} caseId={caseId} />}
      </OfCase>
    ),
  },
  {
    id: 'features',
    name: 'Features',
    icon: IconTable,
    roles: riskReaders,
    keys: featuresKeys,
    render: (route) => (
      <>
        <OfCase route={route} what="features">
          {(caseId) => <FeaturesPage key={caseId} caseId={caseId} />}
        </OfCase>
        <FeatureCohortMenu />
      </>
    ),
  },
  {
    id: 'settings',
    name: 'Settings',
    icon: IconSettings,
    roles: everyone,
    keys: [],
    render: () => <SettingsPage keys={keyTable} />,
  },
];

/** Every key of the program: the key sheet and the settings show this one table. */
export const keyTable: readonly KeyBinding[] = [
  ...frameKeys,
  ...stations.flatMap((station) => station.keys),
];

export function stationsFor(role: Role): readonly Station[] {
  return stations.filter((station) => station.roles.includes(role));
}

function OfCase({
  route,
  what,
  children,
}: {
  readonly route: Route;
  readonly what: 'correct' | 'risk' | 'features';
  readonly children: (caseId: string) => ReactNode;
}) {
  const caseId = 'caseId' in route ? route.caseId : null;
  return caseId === null ? <ChooseCase what={what} /> : children(caseId);
}
