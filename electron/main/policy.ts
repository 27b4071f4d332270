/** What the window may load and do, as pure decisions. */

export const pageScheme = 'nodewise';
export const pageOrigin = `${pageScheme}://app`;
export const pageUrl = `${pageOrigin}/`;

/** Whether a document is the workstation's own page: the only one that may be shown or may ask. */
export function isOwnPage(url: string): boolean {
  return url === pageOrigin || url.startsWith(pageUrl);
}

/** Whether the page may request an address at all; everything it needs is on this machine. */
export function mayRequest(url: string): boolean {
  return isOwnPage(url) || /^(blob:nodewise:|data:|devtools:)/.test(url);
}
