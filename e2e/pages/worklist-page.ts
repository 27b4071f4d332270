import type { Locator, Page } from '@playwright/test';
import type { App } from '../open-app.ts';

/** The list of cases, the import and a case's details beside it. */
export class WorklistPage {
  readonly window: Page;
  private readonly app: App;

  constructor(app: App) {
    this.app = app;
    this.window = app.window;
  }

  get rows(): Locator {
    return this.window.getByRole('row').filter({ hasText: /P-\d{4}/ });
  }

  row(code: string): Locator {
    return this.window.getByRole('row').filter({ hasText: code });
  }

  get details(): Locator {
    return this.window.getByRole('complementary', { name: /^Case / });
  }

  get report(): Locator {
    return this.window.getByRole('dialog', { name: 'Import report' });
  }

  /** Imports a folder as a person of this host would, and waits for the report. */
  async importFolder(path: string): Promise<void> {
    const native = this.app.host !== 'browser';
    if (native) await this.app.chooseNext([path]);
    await this.window.getByRole('button', { name: 'Import', exact: true }).first().click();
    await this.window.getByRole('menuitem', { name: 'CT folder of this machine…' }).click();
    if (!native) {
      const dialog = this.window.getByRole('dialog');
      await dialog.getByLabel('Folder', { exact: true }).fill(path);
      await dialog.getByRole('button', { name: 'Go' }).click();
      await dialog.getByText(path, { exact: true }).waitFor();
      await dialog.getByRole('button', { name: 'Import this folder' }).click();
    }
    await this.report.waitFor({ timeout: 60_000 });
  }

  async closeReport(): Promise<void> {
    await this.window.keyboard.press('Escape');
    await this.report.waitFor({ state: 'hidden' });
  }

  async showDetails(code: string): Promise<void> {
    await this.row(code).getByText(code).click();
    await this.details.getByRole('heading', { name: code }).waitFor();
  }

  async openDesk(code: string): Promise<void> {
    await this.showDetails(code);
    await this.details.getByRole('link', { name: 'Correct' }).click();
  }

  async openRisk(code: string): Promise<void> {
    await this.showDetails(code);
    await this.details.getByRole('link', { name: 'Risk' }).click();
  }

  /** Exports by a button of the details; returns the file's bytes. */
  async export(button: string): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([
      this.window.waitForEvent('download'),
      this.details.getByRole('button', { name: button }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    return { name: download.suggestedFilename(), bytes: Buffer.concat(chunks) };
  }
}
