import { writeFailed } from '#contract/write-failed.ts';

/**
 * What cannot be written to a stream, since its reader has seen enough, as `head`, or its disk is full,
 * stops nothing: without this the process would die in the middle of its work. `printTo` tells it.
 */
export function allowClosing(stream: NodeJS.WritableStream): void {
  stream.on('error', () => undefined);
}

/**
 * Writes an answer, and waits until it is written.
 *
 * @throws AppError write-failed where it does not arrive, as on a full disk.
 */
export function printTo(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(`${text}\n`, (error) => {
      const code = error && 'code' in error ? error.code : undefined;
      if (!error || code === 'EPIPE') resolve();
      else reject(writeFailed('The answer', error));
    });
  });
}
