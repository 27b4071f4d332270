import type { TableDocument } from '#contract/evaluation/table-document.ts';

/**
 * Tables as a Word document, a landscape page each: real tables with merged cells and the three rules
 * of journals, headings that repeat on each page, footnotes beneath. The same tables give the same
 * bytes.
 */
export async function tableDocx(documents: readonly TableDocument[]): Promise<Uint8Array> {
  // Loaded when it is wanted: the library is large, and no other format needs it.
  const { wordDocument } = await import('./word-document.ts');
  return wordDocument(documents);
}
