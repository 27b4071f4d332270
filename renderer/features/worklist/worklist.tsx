import { keepers, readers, riskReaders } from '#contract/people.ts';
import type { CaseSummary } from '#contract/procedures/cases.ts';
import { useRef, useState } from 'react';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { useEngine, usePerson } from '../../api/engine-context.tsx';
import { useFeed } from '../../api/library-feed.tsx';
import { useQuery } from '../../api/use-query.ts';
import { StatusItem } from '../../ui/bar-slots.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { useKeys } from '../../ui/keys.ts';
import { goTo } from '../../ui/routes.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { removeCases } from './case-actions.ts';
import { filterCases, noFilter } from './case-filter.ts';
import { CasePanel } from './case-panel.tsx';
import { caseColumns } from './case-table.tsx';
import { ClinicalImport } from './clinical-import.tsx';
import { DropZone } from './drop-zone.tsx';
import { EmptyWorklist, NothingFound } from './empty-worklist.tsx';
import { exportFeatures } from './export-features.ts';
import { extractFeatures } from './extract-features.ts';
import { FilterBar } from './filter-bar.tsx';
import { FlagDialog } from './flag-dialog.tsx';
import { FolderBrowser } from './folder-browser.tsx';
import { ImportHistory } from './import-history.tsx';
import type { ImportDialog } from './import-menu.tsx';
import { ImportProgress } from './import-progress.tsx';
import { importerOf } from './import-store.ts';
import styles from './worklist.module.css';

/** The list of cases: find one, see what is known of it, open it; bring new ones in. */
export function Worklist() {
  const engine = useEngine();
  const feed = useFeed();
  const role = usePerson()?.role ?? 'annotator';
  const may = (roles: readonly string[]) => roles.includes(role);
  const { query, reload } = useQuery(
    'cases.list',
    {},
    { topics: ['cases', 'case', 'masks', 'proposals', 'clinical'] },
  );
  const [filter, setFilter] = useState(noFilter);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const [selected, setSelected] = useState<CaseSummary[]>([]);
  const [flagging, setFlagging] = useState<CaseSummary | null>(null);
  const [dialog, setDialog] = useState<ImportDialog | 'none'>('none');
  const importer = importerOf(engine);
  const search = useRef<HTMLInputElement>(null);
  const layout = useDefaultLayout({
    id: 'worklist',
    panelIds: currentId === null ? ['list'] : ['list', 'detail'],
    storage: window.localStorage,
  });

  const open = (c: CaseSummary) => {
    if (may(readers)) goTo({ station: 'correct', caseId: c.id });
    else goTo({ station: 'risk', caseId: c.id });
  };
  const remove = (cases: readonly CaseSummary[]) => {
    setSelected([]);
    void removeCases(engine, cases);
  };

  const cases = query.status === 'ready' ? query.value : [];
  const shown = filterCases(cases, filter);
  const current = cases.find((c) => c.id === currentId) ?? null;

  useKeys({
    '/': () => search.current?.focus(),
    i: () => may(keepers) && setDialog('folder'),
    r: () => current && may(riskReaders) && goTo({ station: 'risk', caseId: current.id }),
    f: () => current && setFlagging(current),
    Delete: () => {
      const chosen = selected.length > 0 ? selected : current ? [current] : [];
      if (may(keepers) && chosen.length > 0) remove(chosen);
    },
  });

  if (query.status === 'failed') return <ErrorNote error={query.error} retry={reload} />;

  return (
    <div className={styles.page}>
      <FilterBar
        cases={cases}
        filter={filter}
        onFilter={setFilter}
        searchRef={search}
        selected={selected}
        onExtract={(cases) => {
          setSelected([]);
          void extractFeatures({ engine, feed }, cases);
        }}
        onExport={(cases, kind) => void exportFeatures({ engine, feed }, cases, kind)}
        onRemove={remove}
        onImport={setDialog}
        importer={importer}
        mayImport={may(keepers)}
      />
      {may(keepers) && <ImportProgress importer={importer} onShowCase={setCurrentId} />}
      <Group className={styles.body} orientation="horizontal" id="worklist" {...layout}>
        <Panel id="list" minSize="45">
          {query.status === 'loading' ? (
            <div className={styles.loading}>
              <SkeletonRows rows={16} label="Loading cases" />
            </div>
          ) : cases.length === 0 ? (
            <EmptyWorklist mayImport={may(keepers)} importer={importer} onBrowse={setDialog} />
          ) : shown.length === 0 ? (
            <NothingFound onClear={() => setFilter(noFilter)} />
          ) : (
            <DataTable
              label="Cases"
              records={shown}
              columns={caseColumns}
              initialSort={{ column: 'code', direction: 'asc' }}
              currentId={currentId}
              onCurrent={(c) => setCurrentId(c.id)}
              onOpen={open}
              rowName={(c) => c.code}
              {...(may(keepers) && { selected, onSelect: setSelected })}
            />
          )}
        </Panel>
        {current && (
          <>
            <Separator className={styles.separator} />
            <Panel id="detail" defaultSize="30" minSize="320px" maxSize="50">
              <CasePanel
                key={current.id}
                summary={current}
                actions={{
                  correct: may(readers),
                  risk: may(riskReaders),
                  remove: may(keepers),
                  seeOutcome: role === 'supervisor' || role === 'assistant',
                }}
                onFlag={() => setFlagging(current)}
                onRemove={() => remove([current])}
                onClose={() => setCurrentId(null)}
              />
            </Panel>
          </>
        )}
      </Group>
      <StatusItem label="Cases">
        {shown.length === cases.length ? cases.length : `${shown.length} of ${cases.length}`}
      </StatusItem>
      {selected.length > 0 && <StatusItem label="Selected">{selected.length}</StatusItem>}
      {flagging && <FlagDialog flagged={flagging} onClose={() => setFlagging(null)} />}
      {dialog === 'folder' && (
        <FolderBrowser
          title="Import from a folder of this machine"
          onClose={() => setDialog('none')}
          onChoose={(path) => {
            setDialog('none');
            void importer.start({ paths: [path] });
          }}
        />
      )}
      {dialog === 'history' && (
        <ImportHistory onShowCase={setCurrentId} onClose={() => setDialog('none')} />
      )}
      {dialog === 'clinical' && <ClinicalImport onClose={() => setDialog('none')} />}
      {may(keepers) && <DropZone importer={importer} />}
    </div>
  );
}
