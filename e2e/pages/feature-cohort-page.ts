import type { Locator, Page } from '@playwright/test';

/** What the Features station does with the whole cohort: its menu and the dialogs behind it. */
export class FeatureCohortPage {
  readonly window: Page;

  constructor(window: Page) {
    this.window = window;
  }

  get dialog(): Locator {
    return this.window.getByRole('dialog');
  }

  async open(): Promise<void> {
    const stations = this.window.getByRole('navigation', { name: 'Stations' });
    await stations.getByRole('link', { name: 'Features' }).click();
  }

  async choose(item: string): Promise<void> {
    await this.window.getByRole('button', { name: 'Cohort' }).click();
    await this.window.getByRole('menuitem', { name: item }).click();
    await this.dialog.waitFor();
  }

  /** Compares a CSV file with what the library stores of the newest outlines. */
  async compareFile(name: string, text: string): Promise<void> {
    await this.pick('First: features of', 'A CSV file');
    await this.pick('Second: outlines', 'Newest outlines');
    const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') };
    await this.dialog.getByLabel('First: CSV file').setInputFiles(file);
    await this.dialog.getByRole('button', { name }).waitFor();
    await this.dialog.getByRole('button', { name: 'Compare' }).click();
  }

  async close(): Promise<void> {
    await this.window.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'hidden' });
  }

  private async pick(list: string, option: string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: list }).click();
    await this.window.getByRole('option', { name: option }).click();
  }
}
