/** The engine as an Electron utility process: `engine-process --data DIR [--demo]`. */
import type { ParentPort } from 'electron';
import { parseArgs } from 'node:util';
import { AppError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { openEngine } from '#engine/engine.ts';
import { fillDemo } from '#engine/fill-demo.ts';
import type { FromEngine, ToEngine } from './engine-messages.ts';

const parent: ParentPort = process.parentPort;
const tell = (message: FromEngine) => parent.postMessage(message);

const { values } = parseArgs({
  options: { data: { type: 'string' }, demo: { type: 'boolean', default: false } },
});
if (values.data === undefined) throw new Error('--data DIR is missing');

try {
  await serve(values.data, values.demo);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  tell({ kind: 'failed', sentence: describeError(error.toWire()) });
}

async function serve(dataDir: string, demo: boolean): Promise<void> {
  const engine = await openEngine({ dataDir, trainQueued: true });
  parent.on('message', ({ data, ports }) => {
    const message = data as ToEngine;
    switch (message.kind) {
      case 'connect':
        engine.handlePort(ports[0]);
        break;
      case 'bulk':
        void engine
          .bulk(message.request)
          .then((reply) => tell({ kind: 'bulk', id: message.id, reply }));
        break;
      case 'close':
        void engine.close().then(() => process.exit(0));
        break;
    }
  });
  tell({ kind: 'ready' });

  const failure = demo ? await fillDemo(engine) : undefined;
  if (failure) console.error(describeError(failure));
}
