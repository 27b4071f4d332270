import { fileURLToPath } from 'node:url';
import type { Output } from '#contract/contract.ts';
import { publishedFindings } from './evaluation/published-findings.ts';
import { publishedDocuments } from './report/published/published-documents.ts';
import { publishedNumbers } from './report/published/published-numbers.ts';
import { readPublishedTables } from './report/published/published-tables.ts';

type Published = Output<'evaluation.published'>;

/** `resources/` of the project, from source or from `out/engine/`. */
const ownResources = (): string => fileURLToPath(new URL('../../resources', import.meta.url));

/** The published study's tables and what in them cannot be right; read when first asked for. */
export function publishedStudy(resourcesDir = ownResources()): () => Published {
  let published: Published | undefined;
  const read = (): Published => {
    const tables = readPublishedTables(resourcesDir);
    const findings = publishedFindings(publishedNumbers(tables));
    return { ...publishedDocuments(tables), findings };
  };
  return () => (published ??= read());
}
