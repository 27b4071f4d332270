import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { restartDelayMs } from '#engine/restart-policy.ts';
import type { ServerNews, ServerStart } from './process-messages.ts';

export interface SupervisorOptions {
  /** The server process's file. */
  readonly serverFile: URL;
  readonly dataDir: string;
  readonly pageFolder: string;
  readonly demo: boolean;
  /** The address to open, with its one-time token; told once. */
  readonly onOpen: (url: string) => void;
  /** One sentence about something a person at the terminal should know. */
  readonly onNotice: (sentence: string) => void;
}

export interface Supervisor {
  /** Why it ended: undefined after `stop`, else the sentence that says what is wrong. */
  readonly ended: Promise<string | undefined>;
  /** Of the present server process. */
  readonly pid: () => number | undefined;
  /** Ends the server process, by force when it does not end by itself. */
  readonly stop: () => void;
}

const patienceMs = 5000;
const gaveUp = 'The engine stopped several times in a row. Its log in the library folder says why.';

/**
 * Keeps a server process running: one that dies is started again with the same port, token and
 * cookie, so that open pages reconnect by themselves.
 */
export function supervise(options: SupervisorOptions): Supervisor {
  const { promise: ended, resolve: end } = Promise.withResolvers<string | undefined>();
  const crashesMs: number[] = [];
  let start: ServerStart = {
    admission: { port: 0, startToken: secret(), cookieSecret: secret() },
    dataDir: options.dataDir,
    pageFolder: options.pageFolder,
    demo: options.demo,
  };
  let child: ChildProcess | undefined;
  let stopping = false;
  let failure: string | undefined;
  run();

  function run(): void {
    if (stopping) return end(undefined);
    child = fork(options.serverFile, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    child.send(start);
    child.on('message', (news) => hear(news as ServerNews));
    child.once('exit', onExit);
  }

  function hear(news: ServerNews): void {
    switch (news.kind) {
      case 'listening':
        if (start.admission.port === 0) {
          options.onOpen(`http://127.0.0.1:${news.port}/?start=${start.admission.startToken}`);
        }
        start = { ...start, demo: false, admission: { ...start.admission, port: news.port } };
        break;
      case 'token-used':
        start = { ...start, admission: { ...start.admission, startToken: null } };
        break;
      case 'failed':
        failure = news.sentence;
        break;
    }
  }

  function onExit(): void {
    if (stopping || failure !== undefined) return end(failure);
    crashesMs.push(Date.now());
    const delayMs = restartDelayMs(crashesMs);
    if (delayMs === null) return end(gaveUp);
    options.onNotice('The engine stopped and is being restarted.');
    setTimeout(run, delayMs);
  }

  return {
    ended,
    pid: () => child?.pid,
    stop: () => {
      if (stopping) return;
      stopping = true;
      if (!child || child.exitCode !== null || child.signalCode !== null) return end(undefined);
      if (child.connected) child.disconnect();
      setTimeout(() => child?.kill('SIGKILL'), patienceMs).unref();
    },
  };
}

/** 256 random bits that are safe in a URL and a cookie. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}
