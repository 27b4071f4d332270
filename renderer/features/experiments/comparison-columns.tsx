import type { Column } from '../../ui/data-table.tsx';
import { fixed, noValue } from '../../ui/format.ts';
import { sets, type ComparisonRow } from './comparison-rows.ts';
import { setWords, shortSetWords } from './experiment-words.ts';
import styles from './experiment-view.module.css';
import { networkColour, radiomicsColour } from '../../ui/model-colours.ts';
import { bestEpoch } from './run-progress.ts';
import { RunStateBadge, stateWord } from './run-state-badge.tsx';

/** Columns of the runs side by side. */
export const comparisonColumns: readonly Column<ComparisonRow>[] = [
  {
    key: 'place',
    title: 'Run',
    hint: 'Enter or a double click opens a run',
    sortValue: (row) => row.place,
    text: (row) => row.name,
    cell: (row) => (
      <span className={styles.name}>
        <span
          className={styles.swatch}
          style={{
            background: row.run ? networkColour(row.run.settings.network) : radiomicsColour,
          }}
          aria-hidden
        />
        {row.name}
      </span>
    ),
  },
  {
    key: 'state',
    title: 'State',
    width: 98,
    sortValue: (row) => row.run && stateWord(row.run.state),
    cell: (row) => (row.run ? <RunStateBadge state={row.run.state} /> : noValue),
  },
  {
    key: 'epoch',
    title: 'Epoch',
    align: 'right',
    width: 74,
    sortValue: (row) => row.run?.epoch ?? null,
    cell: (row) => (row.run ? `${row.run.epoch} / ${row.run.settings.epochs}` : noValue),
  },
  {
    key: 'best',
    title: 'Best yet',
    hint: 'Largest AUC of internal validation of any epoch, of the weights or their averaged copy',
    align: 'right',
    width: 74,
    sortValue: (row) => row.run && (bestEpoch(row.run.epochs)?.auc ?? null),
    cell: (row) => fixed(row.run && bestEpoch(row.run.epochs)?.auc, 3),
  },
  ...sets.map((set): Column<ComparisonRow> => ({
    key: set,
    title: shortSetWords[set],
    hint: `AUC of the selected epoch: ${setWords[set].toLowerCase()}`,
    align: 'right',
    width: 78,
    sortValue: (row) => row.aucs[set],
    cell: (row) => fixed(row.aucs[set], 3),
  })),
];
