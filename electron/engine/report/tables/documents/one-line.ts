/** The text with its line breaks as spaces: cells, legends and boxes break lines by themselves. */
export function oneLine(text: string): string {
  return text.replace(/[\n\v\f\r\u0085\u2028\u2029]+/g, ' ');
}
