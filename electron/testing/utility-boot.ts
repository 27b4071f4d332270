/** Runs the built engine process with the `process.parentPort` that Electron would give it. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { MessageChannelMain, type MessagePortMain } from './message-port-main.ts';
import type { Envelope } from './utility-process.ts';

const send = (envelope: Envelope) => process.send?.(envelope);
const outside = new Map<number, MessagePortMain>();

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data: unknown) => send({ kind: 'message', data, ports: [] }),
});
Object.assign(process, { parentPort });

// Messages that come before the program listens wait, as they do in Electron.
const early: Envelope[] = [];
parentPort.once('newListener', () => {
  queueMicrotask(() => early.splice(0).forEach(deliver));
});

process.on('message', (envelope: Envelope) => {
  if (parentPort.listenerCount('message') === 0) early.push(envelope);
  else deliver(envelope);
});
process.once('disconnect', () => process.exit(1));

function deliver(envelope: Envelope): void {
  if (envelope.kind === 'port') outside.get(envelope.port)?.postMessage(envelope.data);
  else parentPort.emit('message', { data: envelope.data, ports: envelope.ports.map(open) });
}

/** A port whose far end is carried by the channel of this process. */
function open(id: number): MessagePortMain {
  const { port1, port2 } = new MessageChannelMain();
  outside.set(id, port1);
  port1.on('message', ({ data }) => send({ kind: 'port', port: id, data }));
  port1.start();
  return port2;
}

const [file] = process.argv.splice(2, 1);
await import(pathToFileURL(file).href);
