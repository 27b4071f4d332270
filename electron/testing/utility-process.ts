import { fork as forkNode } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { MessagePortMain } from './message-port-main.ts';

/** Between the main process and a utility process; ports are numbered and their data carried. */
export type Envelope =
  | { readonly kind: 'message'; readonly data: unknown; readonly ports: readonly number[] }
  | { readonly kind: 'port'; readonly port: number; readonly data: unknown };

let nextPort = 1;

class UtilityProcess extends EventEmitter {
  private readonly child;
  private readonly ports = new Map<number, MessagePortMain>();

  constructor(file: string, args: readonly string[]) {
    super();
    const boot = fileURLToPath(new URL('./utility-boot.ts', import.meta.url));
    // A real process, so that it can be killed like one.
    this.child = forkNode(boot, [file, ...args], { serialization: 'advanced', execArgv: [] });
    this.child.on('message', (envelope: Envelope) => this.receive(envelope));
    this.child.once('exit', (code, signal) => {
      for (const port of this.ports.values()) port.close();
      this.emit('exit', code ?? (signal === null ? 0 : 1));
    });
  }

  get pid(): number | undefined {
    return this.child.exitCode === null && this.child.signalCode === null
      ? this.child.pid
      : undefined;
  }

  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.send({ kind: 'message', data, ports: transfer.map((port) => this.carry(port)) });
  }

  kill(): boolean {
    return this.child.kill();
  }

  /** From now on this port's messages go to the process. */
  private carry(port: MessagePortMain): number {
    const id = nextPort++;
    this.ports.set(id, port);
    port.on('message', ({ data }) => this.send({ kind: 'port', port: id, data }));
    port.start();
    return id;
  }

  private receive(envelope: Envelope): void {
    if (envelope.kind === 'message') this.emit('message', envelope.data);
    else this.ports.get(envelope.port)?.postMessage(envelope.data);
  }

  /** A message to a process that has ended is lost, as it is in Electron. */
  private send(envelope: Envelope): void {
    if (this.child.connected) this.child.send(envelope);
  }
}

export const utilityProcess = {
  fork: (file: string, args: readonly string[] = []) => new UtilityProcess(file, args),
};
