const entities = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
} as const;
const signs = new Map<string, string>([
  ...Object.entries(entities).map(([sign, entity]) => [entity, sign] as const),
  ['&apos;', "'"],
]);

/** Text as the content of an element. */
export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => entities[sign as keyof typeof entities]);
}

/** The text that an element's content stands for. */
export function unescaped(xml: string): string {
  return xml.replace(/&[#\w]+;/g, (entity) => signs.get(entity) ?? entity);
}
