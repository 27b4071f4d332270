import { expect, type Locator, type Page } from '@playwright/test';

/** The station where networks are trained: its list, the form of a new experiment, and one run. */
export class ExperimentsPage {
  readonly window: Page;

  constructor(window: Page) {
    this.window = window;
  }

  get form(): Locator {
    return this.window.getByRole('dialog', { name: 'New experiment' });
  }

  get list(): Locator {
    return this.window.getByRole('navigation', { name: 'Experiments and runs' });
  }

  /** State, epoch, step and time left of the open run. */
  get state(): Locator {
    return this.window.getByRole('status', { name: 'State of the run' });
  }

  get log(): Locator {
    return this.window.getByLabel('Log of the run');
  }

  /** AUC by set, after the end of a run. */
  get result(): Locator {
    return this.window.getByRole('table', { name: 'AUC by set' });
  }

  /** What a run says of each case. */
  get predictions(): Locator {
    return this.window.getByRole('table', { name: 'Predictions' });
  }

  /** Where the selected weights are kept or saved. */
  get keepForm(): Locator {
    return this.window.getByRole('dialog', { name: 'Keep as a model' });
  }

  /** AUC of all runs of an experiment, and of the radiomics alone. */
  get sideBySide(): Locator {
    return this.window.getByRole('table', { name: 'Runs side by side' });
  }

  /** The cursor over the curves, which says an epoch's numbers. */
  get epoch(): Locator {
    return this.window.getByRole('slider', { name: 'Epoch looked at' });
  }

  /** Opens the station by its link, without the mouse. */
  async open(): Promise<void> {
    const stations = this.window.getByRole('navigation', { name: 'Stations' });
    await stations.getByRole('link', { name: 'Experiments' }).press('Enter');
    // Until then, keys are those of the station before.
    await expect(this.window.getByRole('main', { name: 'Experiments' })).toBeVisible();
  }

  /** Opens the form by its key and waits until its first field has the focus. */
  async plan(): Promise<void> {
    await this.window.keyboard.press('n');
    await expect(this.form.getByRole('radio', { name: 'Quick' })).toBeFocused();
  }

  /** Types into a field that was reached by the Tab key, as a person without a mouse does. */
  async type(field: string, text: string): Promise<void> {
    await this.tabTo(this.form.getByRole('textbox', { name: field, exact: true }));
    await this.window.keyboard.press('ControlOrMeta+A');
    await this.window.keyboard.type(text);
  }

  async tabTo(target: Locator): Promise<void> {
    for (let n = 0; n < 40; n += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.window.keyboard.press('Tab');
    }
    await expect(target).toBeFocused();
  }
}
