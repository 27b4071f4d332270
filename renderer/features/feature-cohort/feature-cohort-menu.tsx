import { unblinded } from '#contract/people.ts';
import type { ExportKind } from '#contract/procedures/risk.ts';
import { Button, Menu } from '@mantine/core';
import { IconArrowsDiff, IconChevronDown, IconListCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useEngine, usePerson } from '../../api/engine-context.tsx';
import { exportFiles } from '../../api/export-files.ts';
import { useFeed } from '../../api/library-feed.tsx';
import { useQuery } from '../../api/use-query.ts';
import { BarTitle } from '../../ui/bar-slots.tsx';
import { saveAs } from '../../ui/download.ts';
import { FeatureFormats } from '../../ui/feature-formats.tsx';
import { notifyDone, notifyError } from '../../ui/notify.tsx';
import { ComparisonDialog } from './comparison-dialog.tsx';
import { ExtractionHistory } from './extraction-history.tsx';

/** What can be done with the features of the whole cohort, whichever case is open. */
export function FeatureCohortMenu() {
  const role = usePerson()?.role;
  if (!unblinded.some((allowed) => allowed === role)) return null;
  return <MenuOfCohort />;
}

function MenuOfCohort() {
  const engine = useEngine();
  const feed = useFeed();
  const [exporting, setExporting] = useState(false);
  const [dialog, setDialog] = useState<'none' | 'compare' | 'extractions'>('none');
  const topics = ['features', 'masks', 'cases'] as const;
  const { query } = useQuery('features.members', {}, { topics });
  const members = query.status === 'ready' ? query.value : [];
  const icon = { size: 16, stroke: 1.5 };

  const take = async (kind: ExportKind) => {
    setExporting(true);
    const made = await exportFiles({ engine, feed }, { kind, caseIds: members }, () => undefined);
    setExporting(false);
    if (!made.ok) return notifyError(made.error);
    for (const { name, file } of made.value) await saveAs(file, name);
    notifyDone(`Features of ${counted(members.length)}: ${names(made.value)} downloaded.`);
  };

  return (
    <>
      <BarTitle>
        <Menu position="bottom-start">
          <Menu.Target>
            <Button loading={exporting} rightSection={<IconChevronDown size={14} aria-hidden />}>
              Cohort
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>
              {members.length === 0
                ? 'No case has features of its newest mask yet'
                : `Export the ${counted(members.length)} with features`}
            </Menu.Label>
            <FeatureFormats
              disabled={members.length === 0 || exporting}
              onChoose={(kind) => void take(kind)}
            />
            <Menu.Divider />
            <Menu.Item
              leftSection={<IconArrowsDiff {...icon} />}
              onClick={() => setDialog('compare')}
            >
              Compare two extractions…
            </Menu.Item>
            <Menu.Item
              leftSection={<IconListCheck {...icon} />}
              onClick={() => setDialog('extractions')}
            >
              Extractions and their failures…
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </BarTitle>
      {dialog === 'compare' && <ComparisonDialog onClose={() => setDialog('none')} />}
      {dialog === 'extractions' && <ExtractionHistory onClose={() => setDialog('none')} />}
    </>
  );
}

function counted(cases: number): string {
  return cases === 1 ? '1 case' : `${cases} cases`;
}

function names(files: readonly { readonly name: string }[]): string {
  return files.map(({ name }) => name).join(', ');
}
