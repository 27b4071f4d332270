/** The browser host's server process: the engine and the web server around it. */
import { AppError } from '#contract/errors.ts';
import { describeError } from '#contract/sentences.ts';
import { openEngine, type Engine } from '#engine/engine.ts';
import { fillDemo } from '#engine/fill-demo.ts';
import type { ServerNews, ServerStart } from './process-messages.ts';
import { openWebServer } from './web-server.ts';

/** A supervisor that is gone hears nothing; the lost channel itself ends this process. */
const tell = (news: ServerNews) => process.send?.(news, undefined, undefined, () => undefined);

// Ctrl+C reaches the whole process group; the supervisor alone decides about the end.
process.on('SIGINT', () => undefined);
process.once('message', (start) => void serve(start as ServerStart));

async function serve({ admission, dataDir, pageFolder, demo }: ServerStart): Promise<void> {
  let engine: Engine;
  try {
    engine = await openEngine({ dataDir, trainQueued: true });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    tell({ kind: 'failed', sentence: describeError(error.toWire()) });
    process.disconnect();
    process.exitCode = 1;
    return;
  }
  const onTokenUsed = () => tell({ kind: 'token-used' });
  const server = await openWebServer({ admission, pageFolder, engine, onTokenUsed });

  const end = () =>
    void server
      .close()
      .then(() => engine.close())
      .then(() => process.exit(0));
  // The channel also closes when the supervisor dies, so that no engine is left behind; it may
  // have died while the library was being opened.
  if (!process.connected) return end();
  process.once('disconnect', end);
  tell({ kind: 'listening', port: server.port });

  const failure = demo ? await fillDemo(engine) : undefined;
  if (failure) console.error(describeError(failure));
}
