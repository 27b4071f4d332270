import { expect, type Locator, type Page } from '@playwright/test';

/** The risk of a case. */
export class RiskPage {
  readonly window: Page;

  constructor(window: Page) {
    this.window = window;
  }

  get probability(): Locator {
    return this.window.getByTestId('probability');
  }

  get report(): Locator {
    return this.window.getByRole('article', { name: /^Risk of / });
  }

  /** The slice through the tumour, whatever lies over it. */
  get slice(): Locator {
    return this.window.getByRole('img', { name: /^Axial slice / });
  }

  get sliceWithHeat(): Locator {
    return this.window.getByRole('img', { name: /^Axial slice .* and the heat map$/ });
  }

  get heatColours(): Locator {
    return this.window.getByRole('img', { name: 'Colours of the heat map, from less to more' });
  }

  get heatSwitch(): Locator {
    return this.window.getByRole('switch', { name: 'Heat map' });
  }

  get sliceSlider(): Locator {
    return this.window.getByRole('slider', { name: 'Slice' });
  }

  async compute(): Promise<void> {
    await this.window.getByRole('button', { name: 'Compute the risk' }).click();
    await expect(this.probability).toHaveText(/^\d+ ?%$/, { timeout: 60_000 });
  }

  /** Waits until CT, outline and heat map are drawn. */
  async heatIsDrawn(): Promise<void> {
    await expect(this.sliceWithHeat).toBeVisible({ timeout: 60_000 });
    await expect(this.slice.locator('..')).toHaveAttribute('data-ready', 'true');
  }

  /** What the slice looks like now. */
  async picture(): Promise<string> {
    return (await this.slice.screenshot()).toString('base64');
  }
}
