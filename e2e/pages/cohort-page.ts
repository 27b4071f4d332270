import { expect, type Locator, type Page } from '@playwright/test';

/** The station of the cohort: its flowchart, matching, and the sets with their lock. */
export class CohortPage {
  readonly window: Page;

  constructor(window: Page) {
    this.window = window;
  }

  get list(): Locator {
    return this.window.getByRole('navigation', { name: 'Cohorts' });
  }

  get flowchart(): Locator {
    return this.window.getByRole('group', { name: 'Flowchart' });
  }

  get patients(): Locator {
    return this.window.getByRole('table', { name: 'Patients' });
  }

  get pairs(): Locator {
    return this.window.getByRole('table', { name: 'Pairs' });
  }

  get balance(): Locator {
    return this.window.getByRole('table', { name: /^Balance/ });
  }

  get sets(): Locator {
    return this.window.getByRole('table', { name: 'Sets' });
  }

  get nameField(): Locator {
    return this.window.getByRole('textbox', { name: 'Name of the cohort' });
  }

  get dialog(): Locator {
    return this.window.getByRole('dialog');
  }

  /** Opens the station by its link, without the mouse. */
  async open(): Promise<void> {
    const stations = this.window.getByRole('navigation', { name: 'Stations' });
    await stations.getByRole('link', { name: 'Cohort' }).press('Enter');
    // Until then, keys are those of the station before.
    await expect(this.window.getByRole('main', { name: 'Cohort' })).toBeVisible();
  }

  /** A box of the flowchart by the beginning of what a screen reader says of it. */
  box(name: string): Locator {
    return this.flowchart.getByRole('button', { name: new RegExp(`^${name}`) });
  }

  /** Expects how many a box counts, as it is said: "Included: 80, …". */
  async expectCount(box: string, n: number): Promise<void> {
    await expect(this.box(box)).toHaveAccessibleName(new RegExp(`: ${n}, `));
  }

  async countOf(box: string): Promise<number> {
    const name = await this.box(box).getAttribute('aria-label');
    return Number(/: (\d+), /.exec(name ?? '')?.[1]);
  }

  /** Walks down the flowchart by arrow until a box has the focus. */
  async walkTo(box: string): Promise<void> {
    await this.flowchart.locator('button[tabindex="0"]').focus();
    await this.window.keyboard.press('Home');
    for (let n = 0; n < 40; n += 1) {
      if (await this.box(box).evaluate((element) => element === document.activeElement)) return;
      await this.window.keyboard.press('ArrowDown');
    }
    await expect(this.box(box)).toBeFocused();
  }

  /** The heading of the open cohort. */
  name(name: string): Locator {
    return this.window.getByRole('heading', { name, level: 1 }).getByRole('button');
  }

  row(code: string): Locator {
    return this.patients.getByRole('row', { name: code });
  }

  /** The button that undoes or redoes the change of that name. */
  way(verb: 'Undo' | 'Redo', name: string): Locator {
    return this.window.getByRole('button', { name: `${verb}: ${name}` });
  }

  async type(field: string, text: string): Promise<void> {
    await this.window.getByRole('textbox', { name: field }).focus();
    await this.window.keyboard.press('ControlOrMeta+A');
    await this.window.keyboard.type(text);
  }
}
