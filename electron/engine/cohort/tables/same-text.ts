/**
 * What is equal of two ids that a person would take for one: without case and spaces, letters with
 * accents in one encoding.
 */
export function idKey(id: string): string {
  return id
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cf}]+/gu, '');
}

/**
 * Gives the values of a column one spelling each, the first that was met: "F" and "f", "1" and "1.0"
 * are no different values.
 */
export function oneSpelling(): (text: string) => string {
  const spellings = new Map<string, string>();
  return (text) => {
    const words = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
    const key = /^[+-]?\d+(\.\d+)?$/.test(words) ? String(Number(words)) : words;
    const known = spellings.get(key) ?? text;
    spellings.set(key, known);
    return known;
  };
}
