import { describeFacts } from '#contract/comparison-words.ts';
import type { Comparison } from '#contract/procedures/feature-comparison.ts';
import { Button, Checkbox } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { DataTable } from '../../ui/data-table.tsx';
import { notifyDone } from '../../ui/notify.tsx';
import { toTsv } from '../../ui/tsv.ts';
import styles from './feature-cohort.module.css';
import { comparisonColumns } from './comparison-columns.tsx';
import { comparisonSummary, isMoved, leftoverSentences } from './comparison-sentence.ts';

/** What moved, by how much and how well the cases agree, a row a column. */
export function ComparisonResult({ comparison }: { readonly comparison: Comparison }) {
  const { columns, facts, cases } = comparison;
  const [all, setAll] = useState(false);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const rows = useMemo(() => {
    const shown = all ? columns : columns.filter(isMoved);
    return shown.map((column) => ({ ...column, id: column.column }));
  }, [columns, all]);

  const copy = async () => {
    await navigator.clipboard.writeText(toTsv(rows, comparisonColumns));
    notifyDone(`${rows.length} rows copied for a spreadsheet.`);
  };

  return (
    <>
      <ul className={styles.facts} aria-label="What the comparison found">
        <li>
          <strong>{comparisonSummary(comparison)}</strong>
        </li>
        {[...describeFacts(facts, cases.length), ...leftoverSentences(comparison)].map(
          (sentence) => (
            <li key={sentence}>{sentence}</li>
          ),
        )}
      </ul>
      <div className={styles.tools}>
        <Checkbox
          label={`Also the ${columns.length - columns.filter(isMoved).length} columns that did not move`}
          checked={all}
          onChange={(event) => setAll(event.currentTarget.checked)}
        />
        <span className={styles.spacer} />
        <Button
          leftSection={<IconCopy size={16} stroke={1.5} />}
          disabled={rows.length === 0}
          onClick={() => void copy()}
        >
          Copy {rows.length} rows
        </Button>
      </div>
      {rows.length > 0 && (
        <div className={styles.results}>
          <DataTable
            label="Compared columns"
            records={rows}
            columns={comparisonColumns}
            initialSort={{ column: 'relative', direction: 'desc' }}
            currentId={currentId}
            onCurrent={(row) => setCurrentId(row.id)}
          />
        </div>
      )}
    </>
  );
}
