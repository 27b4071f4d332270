import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page, Route } from '@playwright/test';
import { app } from './app.ts';
import { chromiumContext, debuggerEndpoint } from './chromium.ts';
import { pageRuntime } from './page-runtime.ts';
import { ownAddress, reachable } from './protocol.ts';
import { mayGoOut } from './small-parts.ts';
import type { FromStandIn } from './test-messages.ts';
import { WebContents } from './web-contents.ts';

interface WindowOptions {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly webPreferences: { readonly preload: string };
}

const windows: BrowserWindow[] = [];

/** A window is a page of the one Chromium. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  private readonly options: WindowOptions;

  constructor(options: WindowOptions) {
    super();
    this.options = options;
    windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  static getAllWindows(): readonly BrowserWindow[] {
    return windows;
  }

  static fromWebContents(contents: WebContents): BrowserWindow | undefined {
    return windows.find((window) => window.webContents === contents);
  }

  async loadURL(url: string): Promise<void> {
    const context = await chromiumContext();
    const page = context.pages()[0] ?? (await context.newPage());
    page.once('close', () => this.onClose());
    await page.setViewportSize({ width: this.options.width, height: this.options.height });
    await this.webContents.attach(page);
    await page.addInitScript(pageRuntime);
    await page.addInitScript(await preloadSource(this.options.webPreferences.preload));
    const target = await reachable(url);
    await this.guard(context, page, new URL(target).origin);
    await page.goto(target);
    this.emit('ready-to-show');
    process.send?.({ kind: 'shown', endpoint: await debuggerEndpoint() } satisfies FromStandIn);
  }

  /** Asks the main process's own handlers about everything that is not the page's own. */
  private async guard(context: BrowserContext, page: Page, origin: string): Promise<void> {
    const foreign = (url: URL) => url.origin !== origin;
    await page.route(foreign, async (route: Route) => {
      const request = route.request();
      const url = ownAddress(request.url());
      let prevented = false;
      const event = { url, preventDefault: () => (prevented = true) };
      if (request.isNavigationRequest()) this.webContents.emit('will-navigate', event);
      // An answer without content leaves the page as it is, like a prevented navigation.
      if (prevented) await route.fulfill({ status: 204 });
      else if (!(await mayGoOut(url))) await route.abort();
      else await route.continue();
    });
    context.on('page', (opened) => {
      const { action } = this.webContents.openHandler({ url: opened.url() });
      if (action === 'deny') void opened.close();
    });
  }

  private onClose(): void {
    this.emit('close');
    windows.splice(windows.indexOf(this), 1);
    this.emit('closed');
    if (windows.length === 0) app.emit('window-all-closed');
  }

  getNormalBounds() {
    const { x, y, width, height } = this.options;
    return { x, y, width, height };
  }

  isMaximized(): boolean {
    return false;
  }

  isMinimized(): boolean {
    return false;
  }

  show(): void {
    return;
  }

  maximize(): void {
    return;
  }
}

/** The built preload script, wrapped as a CommonJS module as Electron's sandbox does. */
async function preloadSource(file: string): Promise<string> {
  const source = await readFile(file, 'utf8');
  return `(function (require, module) { const exports = module.exports;\n${source}\n})(window.standIn.require, { exports: {} });`;
}
