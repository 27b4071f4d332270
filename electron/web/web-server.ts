import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { rpcPath } from '#contract/host.ts';
import { dataPrefix } from '#contract/web-content.ts';
import type { Engine } from '#engine/engine.ts';
import { readBulkRequest, sendBulkReply } from './bulk-files.ts';
import { enterPage, refusals } from './first-load.ts';
import { admissionCookie, admit, type Admission } from './gate.ts';
import { sendPageFile } from './static-files.ts';

export interface WebServerOptions {
  /** Port 0 takes a free one. */
  readonly admission: Admission;
  /** Folder of the built page. */
  readonly pageFolder: string;
  readonly engine: Pick<Engine, 'handleWebSocket' | 'bulk'>;
  readonly onTokenUsed: () => void;
}

export interface WebServer {
  readonly port: number;
  /** Ends every connection and frees the port. */
  readonly close: () => Promise<void>;
}

/** Calls are small; volumes and masks travel by fetch. */
const maxMessageBytes = 8 << 20;

/** Serves the page, the engine's files and its RPC on the loopback interface only. */
export async function openWebServer(options: WebServerOptions): Promise<WebServer> {
  const { engine } = options;
  let admission = options.admission;
  const http = createServer((request, response) => {
    // A browser that leaves in the middle of a file breaks the stream; nobody is left to tell.
    answer(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const verdict = admit(admission, knockOf(request));
    if (verdict.kind === 'out') return refuse(response, 403, refusals[verdict.reason]);
    if (verdict.kind === 'exchange') {
      admission = { ...admission, startToken: null };
      options.onTokenUsed();
      response.setHeader('set-cookie', admissionCookie(admission));
      return sendText(response, 200, enterPage, 'text/html; charset=utf-8');
    }
    return (request.url ?? '').startsWith(dataPrefix)
      ? answerData(request, response)
      : answerPage(request, response);
  }

  async function answerData(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!allow(['GET', 'POST'], request, response)) return;
    const bulk = await readBulkRequest(request);
    if (!bulk) return refuse(response, 413, 'The request is too large.');
    await sendBulkReply(await engine.bulk(bulk), response);
  }

  async function answerPage(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!allow(['GET', 'HEAD'], request, response)) return;
    const page = { folder: options.pageFolder, socket: `ws://${request.headers.host}` };
    if (!(await sendPageFile(page, request, response)))
      refuse(response, 404, 'There is no such page.');
  }

  http.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const verdict = admit(admission, knockOf(request), true);
    if (verdict.kind !== 'in' || request.url !== rpcPath) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => engine.handleWebSocket(opened));
  });

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(admission.port, '127.0.0.1', resolve);
  });
  admission = { ...admission, port: (http.address() as AddressInfo).port };

  return {
    port: admission.port,
    close: async () => {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      for (const socket of sockets.clients) socket.close(1001);
      http.closeAllConnections();
      for (const socket of sockets.clients) socket.terminate();
      await closed;
    },
  };
}

function knockOf({ method = '', url = '', headers }: IncomingMessage) {
  return { method, url, headers };
}

/** Whether the method is one of these; answers 405 when it is not. */
function allow(
  methods: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  if (methods.includes(request.method ?? '')) return true;
  response.setHeader('allow', methods.join(', '));
  refuse(response, 405, 'This address cannot be used in that way.');
  return false;
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
  // What is left of a refused body would be taken for the next request.
  response.setHeader('connection', 'close');
  sendText(response, status, sentence, 'text/plain; charset=utf-8');
}

function sendText(response: ServerResponse, status: number, text: string, type: string): void {
  response.writeHead(status, {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  });
  response.end(text);
}
