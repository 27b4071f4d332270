import type { Page } from '@playwright/test';

/** Collects what the page reports as errors, uncaught ones included. */
export function consoleErrors(page: Page): () => readonly string[] {
  const lines: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') lines.push(message.text());
  });
  page.on('pageerror', (error) => lines.push(error.stack ?? error.message));
  return () => lines;
}
