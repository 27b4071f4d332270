import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { closeChromium, userData } from './chromium.ts';

class Preventable {
  prevented = false;
  preventDefault(): void {
    this.prevented = true;
  }
}

class App extends EventEmitter {
  readonly isPackaged = false;

  enableSandbox(): void {
    return;
  }

  requestSingleInstanceLock(): boolean {
    return true;
  }

  whenReady(): Promise<void> {
    return Promise.resolve();
  }

  getPath(name: string): string {
    const path = join(userData, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  /** As Electron does: `will-quit` may hold the end back, and somebody calls `quit` again. */
  quit(): void {
    const event = new Preventable();
    this.emit('will-quit', event);
    if (event.prevented) return;
    void closeChromium().then(() => process.exit(0));
  }
}

export const app = new App();
process.once('SIGTERM', () => app.quit());
