import type { Output } from '#contract/contract.ts';
import { publishedFindings } from './evaluation/published-findings.ts';
import { publishedDocuments } from './report/published/published-documents.ts';
import { publishedNumbers } from './report/published/published-numbers.ts';
import { readPublishedTables } from './report/published/published-tables.ts';

type Published = Output<'evaluation.published'>;

/** The published study's tables and what in them cannot be right; read when first asked for. */
export function publishedStudy(resourcesDir: string): () => Published {
  let published: Published | undefined;
  const read = (): Published => {
    const tables = readPublishedTables(resourcesDir);
    const findings = publishedFindings(publishedNumbers(tables));
    return { ...publishedDocuments(tables), findings };
  };
  return () => (published ??= read());
}
