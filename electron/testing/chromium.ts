import { mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './find-chromium.ts';

/** The profile of this run; a test may choose one to find it again. */
export const userData = process.env.STAND_IN_USER_DATA ?? mkdtempSync(join(tmpdir(), 'stand-in-'));

let launched: Promise<BrowserContext> | undefined;

/** The one browser that shows all windows. */
export function chromiumContext(): Promise<BrowserContext> {
  launched ??= chromium.launchPersistentContext(join(userData, 'chromium'), {
    executablePath: chromiumPath(),
    headless: true,
    // The main process ends the browser, after the engine; a signal must not end it before.
    handleSIGTERM: false,
    handleSIGINT: false,
    handleSIGHUP: false,
    // The second connection lets a test drive the same page.
    args: [...chromiumArgs, '--remote-debugging-port=0'],
    viewport: null,
  });
  return launched;
}

/** Where a test connects to drive the page: Chromium writes its port into the profile. */
export async function debuggerEndpoint(): Promise<string> {
  await chromiumContext();
  const lines = await readFile(join(userData, 'chromium/DevToolsActivePort'), 'utf8');
  return `http://127.0.0.1:${lines.split('\n')[0]}`;
}

export async function closeChromium(): Promise<void> {
  if (launched) await (await launched).close();
}
