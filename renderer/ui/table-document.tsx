import type { TableCell, TableDocument } from '#contract/evaluation/table-document.ts';
import { Button, Tooltip } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useId, useMemo, useRef, type ClipboardEvent, type ReactNode } from 'react';
import { gridTsv, placedCells, type PlacedCell } from './document-grid.ts';
import { notifyDone } from './notify.tsx';
import styles from './table-document.module.css';

/**
 * A table as a journal sets it: three lines, numbers under numbers, notes below. What is marked is
 * copied for a spreadsheet, each number into its own cell.
 */
export function DocumentTable({
  document,
  actions,
}: {
  readonly document: TableDocument;
  /** Stands before the button that copies all of it. */
  readonly actions?: ReactNode;
}) {
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const places = useMemo(() => placedCells(document), [document]);
  const stops = useMemo(() => firstOfEachNote(places), [places]);

  const copyAll = async () => {
    await navigator.clipboard.writeText(gridTsv(places));
    notifyDone('The table is copied for a spreadsheet.');
  };
  const onCopy = (event: ClipboardEvent) => {
    const marked = window.getSelection();
    if (!marked || marked.isCollapsed || !table.current) return;
    // Cells are in the order of the places: row by row, covered ones absent in both.
    const cells = [...table.current.querySelectorAll('th, td')];
    const chosen = places.filter((_, n) => marked.containsNode(cells[n], true));
    // Words within one cell are copied as they are.
    if (chosen.length < 2) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', gridTsv(chosen));
  };

  return (
    <figure className={styles.document} aria-labelledby={id}>
      <header className={styles.head}>
        <figcaption id={id}>{document.title}</figcaption>
        {actions}
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconCopy size={16} stroke={1.5} aria-hidden />}
          onClick={() => void copyAll()}
        >
          Copy
        </Button>
      </header>
      <div className={styles.scroll}>
        <table ref={table} className={styles.table} aria-labelledby={id} onCopy={onCopy}>
          <thead>
            {document.head.map((cells, row) => (
              <Row key={row} cells={cells} head stops={stops} />
            ))}
          </thead>
          <tbody>
            {document.body.map((cells, row) => (
              <Row key={row} cells={cells} head={false} stops={stops} />
            ))}
          </tbody>
        </table>
      </div>
      {document.footnotes.length > 0 && (
        <ul className={styles.notes} aria-label="Notes of the table">
          {document.footnotes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </figure>
  );
}

/** One stop for the keyboard a note, however many cells have it. */
function firstOfEachNote(places: readonly PlacedCell[]): ReadonlySet<TableCell> {
  const noted = places.map(({ cell }) => cell).filter(({ note }) => note !== null);
  return new Set(new Map(noted.toReversed().map((cell) => [cell.note, cell])).values());
}

function Row({
  cells,
  head,
  stops,
}: {
  readonly cells: readonly TableCell[];
  readonly head: boolean;
  readonly stops: ReadonlySet<TableCell>;
}) {
  // A cell over several rows begins a group, as a model does with its sets.
  const begins = !head && cells.some(({ rowSpan }) => rowSpan > 1);
  return (
    <tr data-begins={begins || undefined}>
      {cells.map((cell, n) => (
        <Cell
          key={n}
          cell={cell}
          as={head ? 'column' : n === 0 ? 'row' : 'none'}
          stop={stops.has(cell)}
        />
      ))}
    </tr>
  );
}

function Cell({
  cell,
  as,
  stop,
}: {
  readonly cell: TableCell;
  readonly as: 'column' | 'row' | 'none';
  /** Whether its note is told to the keyboard here. */
  readonly stop: boolean;
}) {
  const { text, columnSpan, rowSpan, align, indent, note } = cell;
  const facts = {
    'data-align': align,
    'data-indent': indent || undefined,
    'data-spans': columnSpan > 1 || undefined,
    ...(columnSpan > 1 && { colSpan: columnSpan }),
    ...(rowSpan > 1 && { rowSpan }),
  };
  const shown = text.replace(/\(n = (\d+)\)/, '(n\u00a0=\u00a0$1)');
  const words = note === null ? shown : <Noted {...{ text: shown, note, stop }} />;
  switch (as) {
    case 'column':
      return (
        <th scope={columnSpan > 1 ? 'colgroup' : 'col'} {...facts}>
          {words}
        </th>
      );
    case 'row':
      return (
        <th scope={rowSpan > 1 ? 'rowgroup' : 'row'} {...facts}>
          {words}
        </th>
      );
    case 'none':
      return <td {...facts}>{words}</td>;
  }
}

function Noted({
  text,
  note,
  stop,
}: {
  readonly text: string;
  readonly note: string;
  readonly stop: boolean;
}) {
  return (
    <Tooltip label={note} multiline events={{ hover: true, focus: true, touch: true }}>
      <span className={styles.noted} {...(stop && { tabIndex: 0 })}>
        {text}
      </span>
    </Tooltip>
  );
}
