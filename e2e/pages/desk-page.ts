import { expect, type Locator, type Page } from '@playwright/test';

/** The correction desk. */
export class DeskPage {
  readonly window: Page;

  constructor(window: Page) {
    this.window = window;
  }

  get pane(): Locator {
    return this.window.getByRole('application', { name: 'Axial slice' });
  }

  /** Named steps of the history, newest first, the base last. */
  get steps(): Locator {
    return this.window.getByRole('list', { name: 'Steps, newest first' }).getByRole('button');
  }

  get saved(): Locator {
    return this.window.locator('[data-save]');
  }

  /** Waits until the first slice and the mask are there. */
  async ready(): Promise<void> {
    await expect(this.pane).toHaveAttribute('data-ready', 'true', { timeout: 60_000 });
  }

  /** Volume of the mask in mm³ as the side panel shows it. */
  async volumeMm3(): Promise<number> {
    const shown = await this.window.getByText(/mm³$/).first().textContent();
    return Number((shown ?? '').replace(/[^\d.]/g, ''));
  }

  /** Draws with the active tool from one place to another, given as shares of the pane. */
  async stroke(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const box = await this.pane.boundingBox();
    if (!box) throw new Error('the axial slice is not on the screen');
    const at = ([x, y]: readonly [number, number]) =>
      [box.x + x * box.width, box.y + y * box.height] as const;
    await this.window.mouse.move(...at(from));
    await this.window.mouse.down();
    await this.window.mouse.move(...at(to), { steps: 3 });
    await this.window.mouse.up();
  }

  async expectSaved(): Promise<void> {
    await expect(this.saved).toHaveText(/^Saved/);
  }

  /** Accepts what the desk offers in another colour. */
  async accept(): Promise<void> {
    await this.window.getByRole('button', { name: 'Accept', exact: true }).waitFor();
    await this.window.keyboard.press('Enter');
  }

  async done(): Promise<void> {
    await this.window.keyboard.press('Control+s');
    await expect(this.window.getByText(/version \d+ is stored/)).toBeVisible();
  }
}
