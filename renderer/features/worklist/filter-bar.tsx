import { caseStatus, type CaseSummary } from '#contract/procedures/cases.ts';
import type { ExportKind } from '#contract/procedures/risk.ts';
import { Button, Menu, TextInput } from '@mantine/core';
import { IconChevronDown, IconSearch, IconTable, IconTrash } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { statusWord } from '../../ui/badge.tsx';
import { FeatureFormats } from '../../ui/feature-formats.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { countStatuses, type CaseFilter } from './case-filter.ts';
import { ImportMenu, type ImportDialog } from './import-menu.tsx';
import type { Importer } from './import-store.ts';
import styles from './worklist.module.css';

interface Props {
  readonly cases: readonly CaseSummary[];
  readonly filter: CaseFilter;
  readonly onFilter: (filter: CaseFilter) => void;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly selected: readonly CaseSummary[];
  readonly onExtract: (cases: readonly CaseSummary[]) => void;
  readonly onExport: (cases: readonly CaseSummary[], kind: ExportKind) => void;
  readonly onRemove: (cases: readonly CaseSummary[]) => void;
  readonly onImport: (what: ImportDialog) => void;
  readonly importer: Importer;
  readonly mayImport: boolean;
}

/** Statuses with their counts, the search field, and what can be done with the list. */
export function FilterBar({
  cases,
  filter,
  onFilter,
  searchRef,
  selected,
  onExtract,
  onExport,
  onRemove,
  onImport,
  importer,
  mayImport,
}: Props) {
  const counts = countStatuses(cases);
  const statuses = caseStatus.options.filter((status) => counts.has(status));
  return (
    <div className={styles.bar}>
      <TextInput
        ref={searchRef}
        type="search"
        aria-label="Search cases"
        placeholder="Code, hospital, flag"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={<Kbd keys="/" />}
        w={220}
        value={filter.text}
        onChange={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onFilter({ ...filter, text: '' });
        }}
      />
      <div className={styles.filters} role="group" aria-label="Filter by status">
        {(['all', ...statuses] as const).map((status) => (
          <button
            key={status}
            type="button"
            className={styles.filter}
            aria-pressed={filter.status === status}
            onClick={() => onFilter({ ...filter, status })}
          >
            {status === 'all' ? 'All' : statusWord(status)}
            <span className={styles.count}>
              {status === 'all' ? cases.length : counts.get(status)}
            </span>
          </button>
        ))}
      </div>
      <span className={styles.spacer} />
      {selected.length > 0 && (
        <>
          <Button
            leftSection={<IconTable size={16} stroke={1.5} />}
            onClick={() => onExtract(selected)}
          >
            Extract features of {selected.length}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <Button rightSection={<IconChevronDown size={14} aria-hidden />}>
                Export features
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>
                Of the {selected.length} selected; what is missing is computed first
              </Menu.Label>
              <FeatureFormats onChoose={(kind) => onExport(selected, kind)} />
            </Menu.Dropdown>
          </Menu>
          <Button
            leftSection={<IconTrash size={16} stroke={1.5} />}
            onClick={() => onRemove(selected)}
          >
            Remove {selected.length}
          </Button>
        </>
      )}
      {mayImport && <ImportMenu importer={importer} onChoose={onImport} />}
    </div>
  );
}
