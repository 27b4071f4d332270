import type { Page } from '@playwright/test';

/** The start screen: who works, in which library. */
export class StartPage {
  readonly window: Page;

  constructor(window: Page) {
    this.window = window;
  }

  async signIn(name: string): Promise<void> {
    await this.window.getByRole('button', { name }).click();
    await this.window.getByRole('navigation', { name: 'Stations' }).waitFor();
  }

  /** Begins an own, empty library as its first person. */
  async startLibrary(name: string): Promise<void> {
    await this.window.getByLabel('Your name').fill(name);
    await this.window.getByRole('button', { name: 'Start the library' }).click();
    await this.window.getByRole('navigation', { name: 'Stations' }).waitFor();
  }

  /** Back to the start screen, so that somebody else can sign in. */
  async signOut(name: string): Promise<void> {
    await this.window.getByRole('button', { name }).click();
    await this.window.getByRole('menuitem', { name: 'Sign out or change person' }).click();
  }
}
