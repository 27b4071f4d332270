/** The number that a person typed: a decimal comma counts as a point; null for nothing. */
export function numberOf(text: string): number | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : Number(trimmed.replace(',', '.'));
}
