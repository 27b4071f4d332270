import { expect, type Locator, type Page } from '@playwright/test';

/** The station of the results: what is judged, and the tables, figures and tests of it. */
export class ResultsPage {
  readonly window: Page;

  constructor(window: Page) {
    this.window = window;
  }

  get models(): Locator {
    return this.window.getByRole('table', { name: 'Models' });
  }

  get aucs(): Locator {
    return this.window.getByRole('table', { name: 'AUC of the models on each set' });
  }

  get evaluations(): Locator {
    return this.window.getByRole('navigation', { name: 'Evaluations' }).getByRole('link');
  }

  get evaluate(): Locator {
    return this.window.getByRole('button', { name: /^Evaluate/ });
  }

  get findings(): Locator {
    return this.window.getByRole('table', { name: 'Printed numbers held against each other' });
  }

  /** Opens the station by its link, without the mouse. */
  async open(): Promise<void> {
    const stations = this.window.getByRole('navigation', { name: 'Stations' });
    await stations.getByRole('link', { name: 'Results' }).press('Enter');
    // Until then, keys are those of the station before.
    await expect(this.window.getByRole('main', { name: 'Results' })).toBeVisible();
  }

  /** A table of the evaluation by the beginning of its title. */
  table(title: string): Locator {
    return this.window.getByRole('table', { name: new RegExp(`^${title}`) });
  }

  figure(name: string): Locator {
    return this.window.getByRole('img', { name, exact: true });
  }
}
