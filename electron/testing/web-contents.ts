import { EventEmitter } from 'node:events';
import type { Page } from '@playwright/test';
import { ipcMain } from './ipc-main.ts';
import type { MessagePortMain } from './message-port-main.ts';
import { fromJson, toJson } from './page-codec.ts';
import type { Inward } from './page-runtime.ts';
import { ownAddress } from './protocol.ts';

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

/** One window's page as the main process sees it: messages, ports and navigation. */
export class WebContents extends EventEmitter {
  openHandler: OpenHandler = () => ({ action: 'allow' });
  private page: Page | undefined;
  private readonly ports = new Map<number, MessagePortMain>();
  private nextPort = 1;

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    this.deliver(channel, args, []);
  }

  postMessage(channel: string, data: unknown, transfer: readonly MessagePortMain[] = []): void {
    this.deliver(
      channel,
      [data],
      transfer.map((port) => this.carry(port)),
    );
  }

  /** Gives the page its ways to the main process; before anything is loaded into it. */
  async attach(page: Page): Promise<void> {
    this.page = page;
    const event = () => ({ sender: this, senderFrame: { url: ownAddress(page.url()) } });
    await page.exposeFunction('standInSend', (channel: string, args: unknown) => {
      ipcMain.emit(channel, event(), ...(fromJson(args) as unknown[]));
    });
    await page.exposeFunction('standInInvoke', async (channel: string, args: unknown) => {
      const handler = ipcMain.handlers.get(channel);
      if (!handler) return { error: `No handler registered for '${channel}'` };
      try {
        return { value: toJson(await handler(event(), ...(fromJson(args) as unknown[]))) };
      } catch (error) {
        return { error: String(error) };
      }
    });
    await page.exposeFunction('standInPort', (id: number, data: unknown) => {
      this.ports.get(id)?.postMessage(fromJson(data));
    });
    page.once('close', () => this.emit('destroyed'));
  }

  private deliver(channel: string, args: unknown[], ports: readonly number[]): void {
    this.inPage('emit', [channel, toJson(args), ports]);
  }

  private carry(port: MessagePortMain): number {
    const id = this.nextPort++;
    this.ports.set(id, port);
    port.on('message', ({ data }) => this.inPage('portData', [id, toJson(data)]));
    port.on('close', () => this.inPage('portClosed', [id]));
    port.start();
    return id;
  }

  private inPage(name: keyof Inward['standIn'], args: readonly unknown[]): void {
    const call = ([method, values]: readonly [string, readonly unknown[]]) =>
      (window as unknown as { standIn: Record<string, (...v: unknown[]) => void> }).standIn[method](
        ...values,
      );
    // A page that is being left or closed cannot be told anything any more.
    this.page?.evaluate(call, [name, args] as const).catch(() => undefined);
  }
}
