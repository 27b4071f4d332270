import type { Page } from '@playwright/test';
import { openInBrowser } from './hosts/browser-host.ts';
import { openInElectron } from './hosts/electron-host.ts';
import { openInStandIn } from './hosts/stand-in-host.ts';

export type Host = 'browser' | 'electron-stand-in' | 'electron';

export interface Folders {
  readonly libraryDir: string;
  /** For whatever the window's program keeps. */
  readonly profileDir: string;
}

/** A started workstation in one of its hosts. */
export interface App {
  readonly host: Host;
  readonly window: Page;
  /** Process id of the engine that runs now, to kill it as a power cut would. */
  readonly enginePid: () => Promise<number>;
  /**
   * What the person will choose in the next native dialog. A browser has none; there the page's
   * own folder list is used, and this throws.
   */
  readonly chooseNext: (paths: readonly string[]) => Promise<void>;
  /** Lines of the page's console that are errors. */
  readonly console: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** Starts the built workstation. */
export function openApp(host: Host, folders: Folders): Promise<App> {
  switch (host) {
    case 'browser':
      return openInBrowser(folders);
    case 'electron-stand-in':
      return openInStandIn(folders);
    case 'electron':
      return openInElectron(folders);
  }
}
