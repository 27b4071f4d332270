import { PassThrough } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { terminalProgress } from './terminal-progress.ts';

/** A stream that is no terminal, and what was written to it. */
function file(): { stream: NodeJS.WriteStream; written: () => string } {
  const stream = new PassThrough();
  let text = '';
  stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return { stream: stream as unknown as NodeJS.WriteStream, written: () => text };
}

test('of lines in quick succession the first comes at once and the latest within a second', async () => {
  const { stream, written } = file();
  const { show } = terminalProgress(stream);
  for (const line of ['first', 'second', 'third']) show(line);
  await wait(1200);
  expect(written()).toBe('first\nthird\n');
});

test('after the end nothing more is shown', async () => {
  const { stream, written } = file();
  const { show, end } = terminalProgress(stream);
  for (const line of ['first', 'second']) show(line);
  end();
  await wait(1200);
  expect(written()).toBe('first\n');
});

test('on a terminal a line is cut to its width, so that it can be taken back', () => {
  const { stream, written } = file();
  Object.assign(stream, { isTTY: true, columns: 10 });
  const { show, end } = terminalProgress(stream);
  show('0123456789abcdef');
  end();
  expect(written()).toBe('\r\u001B[K012345678\r\u001B[K');
});
