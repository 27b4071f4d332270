/** Lays rows out in columns for a terminal; numbers are aligned to the right. */
export function table(
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const widths = header.map((title, c) =>
    Math.max(title.length, ...rows.map((row) => String(row[c]).length)),
  );
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, c) =>
        typeof cell === 'number' ? String(cell).padStart(widths[c]) : cell.padEnd(widths[c]),
      )
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line)].join('\n');
}

/** "1 case", "3 cases". */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}
