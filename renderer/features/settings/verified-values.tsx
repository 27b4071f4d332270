import { checkedValue, ibsiPart, type IbsiCertificate } from '#contract/procedures/verification.ts';
import { partWords } from '#contract/verification-words.ts';
import { Button, Select, TextInput } from '@mantine/core';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useKeys } from '../../ui/keys.ts';
import { outcomeWords, verifiedColumns } from './verified-columns.tsx';
import { filterVerified, noFilter, verifiedRows } from './verification-rows.ts';
import styles from './settings-page.module.css';

const parts = ibsiPart.options.map((value) => ({ value, label: partWords[value] }));
const outcomes = checkedValue.shape.outcome.options.map((value) => ({
  value,
  label: outcomeWords[value],
}));

/** Every value of a certificate, found by words, part and outcome. */
export function VerifiedValues({ certificate }: { readonly certificate: IbsiCertificate }) {
  const [filter, setFilter] = useState(noFilter);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const search = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => search.current?.focus() });
  const rows = useMemo(() => verifiedRows(certificate), [certificate]);
  const shown = useMemo(() => filterVerified(rows, filter), [rows, filter]);

  return (
    <>
      <div className={styles.buttons}>
        <TextInput
          ref={search}
          type="search"
          aria-label="Search values"
          placeholder="Feature, IBSI code, configuration"
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={<Kbd keys="/" />}
          w={260}
          value={filter.text}
          onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setFilter({ ...filter, text: '' });
          }}
        />
        <Select
          aria-label="Part"
          placeholder="All parts"
          data={parts}
          value={filter.part}
          onChange={(part) => setFilter({ ...filter, part })}
          clearable
          w={180}
        />
        <Select
          aria-label="Outcome"
          placeholder="All outcomes"
          data={outcomes}
          value={filter.outcome}
          onChange={(outcome) => setFilter({ ...filter, outcome })}
          clearable
          w={160}
        />
        <span className={styles.quiet} role="status" aria-label="Values shown">
          {shown.length} of {rows.length}
        </span>
      </div>
      <div className={styles.values}>
        {shown.length === 0 ? (
          <EmptyState
            icon={IconSearchOff}
            title="No value matches"
            action={<Button onClick={() => setFilter(noFilter)}>Show all</Button>}
          >
            Search by a part of a feature&rsquo;s name, an IBSI code or a configuration.
          </EmptyState>
        ) : (
          <DataTable
            label="Verified values"
            records={shown}
            columns={verifiedColumns}
            initialSort={{ column: 'where', direction: 'asc' }}
            currentId={currentId}
            onCurrent={(row) => setCurrentId(row.id)}
          />
        )}
      </div>
    </>
  );
}
