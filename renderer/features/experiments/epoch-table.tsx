import type { EpochMetrics } from '#contract/procedures/experiments.ts';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { fixed, timeLeft } from '../../ui/format.ts';
import { epochNumber } from './curve-series.ts';
import { metric } from './epoch-words.ts';
import styles from './run-view.module.css';

type Row = EpochMetrics & { readonly id: string };

const columns: readonly Column<Row>[] = [
  number('epoch', 'Epoch', epochNumber, (row) => String(epochNumber(row))),
  number(
    'auc',
    'AUC, weights',
    (row) => row.auc,
    (row) => fixed(row.auc, 3),
  ),
  number(
    'averageAuc',
    'AUC, averaged copy',
    (row) => row.averageAuc,
    (row) => fixed(row.averageAuc, 3),
  ),
  number(
    'crossEntropy',
    'Cross-entropy',
    (row) => row.crossEntropy,
    (row) => metric('crossEntropy', row),
  ),
  number(
    'contrastive',
    'Contrastive',
    (row) => row.contrastive,
    (row) => metric('contrastive', row),
  ),
  number(
    'learningRate',
    'Learning rate',
    (row) => row.learningRate,
    (row) => metric('learningRate', row),
  ),
  number(
    'seconds',
    'Time',
    (row) => row.seconds,
    (row) => timeLeft(row.seconds),
  ),
];

/** Every epoch's numbers; sorted by a click, copied with all their digits. */
export function EpochTable({ epochs }: { readonly epochs: readonly EpochMetrics[] }) {
  return (
    <div className={styles.epochs}>
      <DataTable
        label="Epochs"
        records={epochs.map((metrics) => ({ ...metrics, id: String(metrics.epoch) }))}
        columns={columns}
        initialSort={{ column: 'epoch', direction: 'asc' }}
      />
    </div>
  );
}

function number(
  key: string,
  title: string,
  sortValue: (row: Row) => number | null,
  cell: (row: Row) => string,
): Column<Row> {
  return { key, title, align: 'right', sortValue, cell };
}
