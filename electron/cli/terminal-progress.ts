/** Shows changing lines on standard error: in place on a terminal, else one a second at most. */
export function terminalProgress(stream: NodeJS.WriteStream): {
  readonly show: (line: string) => void;
  readonly end: () => void;
} {
  let shown = '';
  let shownAtMs = -Infinity;
  return {
    show: (line) => {
      if (line === shown) return;
      if (stream.isTTY) stream.write(`\r\u001B[K${line}`);
      else if (performance.now() - shownAtMs < 1000) return;
      else stream.write(`${line}\n`);
      shown = line;
      shownAtMs = performance.now();
    },
    end: () => {
      if (stream.isTTY && shown !== '') stream.write('\r\u001B[K');
    },
  };
}
