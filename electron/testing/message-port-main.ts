import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Electron's port for the main and utility processes: events with `data`, over a Node port. */
export class MessagePortMain extends EventEmitter<{ message: [{ data: unknown }]; close: [] }> {
  private readonly port: MessagePort;

  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on('close', () => this.emit('close'));
  }

  /** Listening starts a Node port, so that nobody may listen before this. */
  start(): void {
    if (this.port.listenerCount('message') > 0) return;
    this.port.on('message', (data: unknown) => this.emit('message', { data }));
  }

  close(): void {
    this.port.close();
  }

  postMessage(data: unknown): void {
    this.port.postMessage(data);
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}
