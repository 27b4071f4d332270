/** Playwright's own Chromium where it is installed, else the system's; throws without either. */
export declare function chromiumPath(): string;
/** Software rendering and no first-run or background traffic. */
export declare const chromiumArgs: readonly string[];
