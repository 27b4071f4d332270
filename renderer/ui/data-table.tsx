import { DataTable as MantineTable, type DataTableColumn } from 'mantine-datatable';
import {
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import styles from './data-table.module.css';
import { sortBy, type SortOrder, type SortValue } from './sort.ts';
import { toTsv } from './tsv.ts';

export interface Column<T> {
  readonly key: string;
  /** With its unit, e.g. "Volume, mm³". */
  readonly title: string;
  /** Explains the column on hover. */
  readonly hint?: string;
  readonly align?: 'left' | 'right';
  /** Width in px; columns without one share what is left. */
  readonly width?: number;
  readonly sortValue?: (record: T) => SortValue;
  /** What is copied where the value to sort by is only a rank. */
  readonly text?: (record: T) => string;
  readonly cell: (record: T) => ReactNode;
}

interface Props<T extends { readonly id: string }> {
  readonly label: string;
  readonly records: readonly T[];
  readonly columns: readonly Column<T>[];
  readonly initialSort: SortOrder;
  /** The row whose details are shown. */
  readonly currentId?: string | null;
  readonly onCurrent?: (record: T) => void;
  /** Enter or double click on a row. */
  readonly onOpen?: (record: T) => void;
  readonly selected?: readonly T[];
  readonly onSelect?: (records: T[]) => void;
  /** Names a row for the checkbox that selects it. */
  readonly rowName?: (record: T) => string;
}

/** Rows drawn at first and added each time the end comes into view. */
const pageRows = 100;

/**
 * A dense table that can be walked by key: arrows, Home and End move between rows, Enter opens,
 * Ctrl+C copies the selected rows for a spreadsheet.
 * Long lists are drawn a page at a time as they are scrolled.
 */
export function DataTable<T extends { readonly id: string }>(props: Props<T>) {
  const { label, records, columns, currentId, onCurrent, onOpen, onSelect } = props;
  const [sort, setSort] = useState(props.initialSort);
  const [rows, setRows] = useState(pageRows);
  const frame = useRef<HTMLDivElement>(null);

  const sorted = useMemo(() => {
    const value = columns.find((c) => c.key === sort.column)?.sortValue;
    return value ? sortBy(records, value, sort.direction) : [...records];
  }, [records, columns, sort]);
  const shown = sorted.slice(0, rows);
  const tabStop = shown.find((r) => r.id === currentId)?.id ?? shown[0]?.id;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = (event.target as HTMLElement).closest('tr[data-id]');
    if (!row || event.target !== row) return;
    const at = shown.findIndex((r) => r.id === row.getAttribute('data-id'));
    const to = rowAfterKey(event.key, at, shown.length);
    if (to !== null) {
      event.preventDefault();
      frame.current?.querySelectorAll<HTMLElement>('tr[data-id]')[to]?.focus();
      onCurrent?.(shown[to]);
    } else if (event.key === 'Enter') {
      onOpen?.(shown[at]);
    }
  };

  // Marked text is copied as it is; otherwise the selected rows, or the current one.
  const onCopy = (event: ClipboardEvent) => {
    if (window.getSelection()?.isCollapsed === false) return;
    const chosen = sorted.filter((r) => props.selected?.some((s) => s.id === r.id));
    const rows = chosen.length > 0 ? chosen : sorted.filter((r) => r.id === currentId);
    if (rows.length === 0) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', toTsv(rows, columns));
  };

  return (
    <div ref={frame} className={styles.frame} onKeyDown={onKeyDown} onCopy={onCopy}>
      <MantineTable<T>
        aria-label={label}
        className={styles.table}
        height="100%"
        records={shown}
        idAccessor="id"
        columns={columns.map((column) => toMantine(column))}
        sortStatus={{ columnAccessor: sort.column, direction: sort.direction }}
        onSortStatusChange={(status) =>
          setSort({ column: String(status.columnAccessor), direction: status.direction })
        }
        onRowClick={({ record }) => onCurrent?.(record)}
        onRowDoubleClick={({ record }) => onOpen?.(record)}
        onScrollToBottom={() => setRows((n) => Math.min(n + pageRows, records.length + pageRows))}
        rowClassName={({ id }) => (id === currentId ? styles.current : undefined)}
        customRowAttributes={({ id }) => ({
          'data-id': id,
          tabIndex: id === tabStop ? 0 : -1,
          'aria-current': id === currentId,
        })}
        {...(onSelect && {
          selectedRecords: [...(props.selected ?? [])],
          onSelectedRecordsChange: onSelect,
          allRecordsSelectionCheckboxProps: { 'aria-label': 'Select all' },
          getRecordSelectionCheckboxProps: (record: T) => ({
            'aria-label': `Select ${props.rowName?.(record) ?? record.id}`,
          }),
        })}
        noRecordsText=""
        noRecordsIcon={<></>}
        highlightOnHover
        verticalSpacing={0}
        horizontalSpacing={10}
        fz={12}
      />
    </div>
  );
}

function toMantine<T>(column: Column<T>): DataTableColumn<T> {
  return {
    accessor: column.key,
    title: column.hint ? <span title={column.hint}>{column.title}</span> : column.title,
    textAlign: column.align ?? 'left',
    sortable: column.sortValue !== undefined,
    render: (record) => column.cell(record),
    ...(column.width !== undefined && { width: column.width }),
  };
}

/** The row that a key moves to, or null for keys that do not move. */
function rowAfterKey(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
