import { expect, type Locator, type Page } from '@playwright/test';

/** The features of a case: the table and the slice with a filter's response. */
export class FeaturesPage {
  readonly window: Page;

  constructor(window: Page) {
    this.window = window;
  }

  get status(): Locator {
    return this.window.getByRole('contentinfo', { name: 'Status line' });
  }

  get search(): Locator {
    return this.window.getByRole('searchbox', { name: 'Search features' });
  }

  /** The slice with the response over it. */
  get slice(): Locator {
    return this.window.getByRole('application', { name: 'Slice with the response' });
  }

  /** The colours' values, named after the image that is shown. */
  legend(image: string): Locator {
    return this.window.getByRole('img', { name: `Colours of ${image} ` });
  }

  /** Number of the shown slice, from 1. */
  async sliceNumber(): Promise<number> {
    const text = (await this.slice.getByText(/^Slice \d+ \/ \d+$/).textContent()) ?? '';
    return Number(/\d+/.exec(text)?.[0]);
  }

  async compute(): Promise<void> {
    await this.window.getByRole('button', { name: 'Compute the features' }).click();
    await expect(this.status).toContainText('1364', { timeout: 60_000 });
  }

  /** Searches for a feature and chooses the row whose words it has. */
  async choose(words: string, name: string): Promise<void> {
    await this.search.fill(words);
    await this.window.getByRole('row').getByText(name, { exact: true }).click();
  }

  /** Waits until the wanted image has come and is drawn. */
  async shows(image: string): Promise<void> {
    await expect(this.legend(image)).toBeVisible({ timeout: 60_000 });
    await expect(this.slice).toHaveAttribute('data-ready', 'true');
  }

  /** What the slice looks like now. */
  async picture(): Promise<string> {
    return (await this.slice.screenshot()).toString('base64');
  }
}
