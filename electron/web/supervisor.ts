/** The browser host's first process: `supervisor [--data DIR] [--page DIR] [--demo] [--no-open]`. */
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { defaultLibrary } from '#engine/library-folder.ts';
import { openInBrowser } from './open-in-browser.ts';
import { supervise } from './supervise.ts';

const { platform, env } = process;
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    page: { type: 'string' },
    demo: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
  },
});
const supervisor = supervise({
  // Built and source files have the same name but for the ending.
  serverFile: new URL(import.meta.url.replace(/supervisor(\.\w+)$/, 'server$1')),
  dataDir: values.data ?? defaultLibrary({ platform, env, home: homedir() }),
  pageFolder: values.page ?? fileURLToPath(new URL('../renderer', import.meta.url)),
  demo: values.demo,
  onOpen: (url) => {
    console.log(`Nodewise is open at ${url}`);
    if (!values['no-open']) openInBrowser(url, { platform, env });
  },
  onNotice: (sentence) => console.error(sentence),
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, supervisor.stop);
}
// Only `npm start` keeps a channel, and asks nothing by it: one that closes tells that it is gone.
process.once('disconnect', supervisor.stop);
process.channel?.unref();

const failure = await supervisor.ended;
if (failure !== undefined) {
  console.error(failure);
  process.exitCode = 1;
}
