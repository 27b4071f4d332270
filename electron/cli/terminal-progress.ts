const everyMs = 1000;

/** Of a terminal that does not say how wide it is. */
const usualColumns = 80;

/**
 * Shows changing lines on standard error: in place on a terminal, else one a second at most, of
 * which the latest is never left out for longer than that.
 */
export function terminalProgress(stream: NodeJS.WriteStream): {
  readonly show: (line: string) => void;
  readonly end: () => void;
} {
  let [latest, shown] = ['', ''];
  let shownAtMs = -Infinity;
  let waiting: NodeJS.Timeout | undefined;
  const write = (): void => {
    waiting = undefined;
    if (latest === shown) return;
    // A line that wraps could not be taken back.
    const line = stream.isTTY ? latest.slice(0, (stream.columns || usualColumns) - 1) : latest;
    stream.write(stream.isTTY ? `\r\u001B[K${line}` : `${line}\n`);
    shown = latest;
    shownAtMs = performance.now();
  };
  return {
    show: (line) => {
      latest = line;
      const leftMs = stream.isTTY ? 0 : shownAtMs + everyMs - performance.now();
      if (leftMs <= 0) write();
      else waiting ??= setTimeout(write, leftMs).unref();
    },
    end: () => {
      clearTimeout(waiting);
      if (stream.isTTY && shown !== '') stream.write('\r\u001B[K');
    },
  };
}
