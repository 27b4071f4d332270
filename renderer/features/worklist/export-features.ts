import type { CaseSummary } from '#contract/procedures/cases.ts';
import type { ExportKind } from '#contract/procedures/risk.ts';
import type { Engine } from '../../api/engine.ts';
import type { LibraryFeed } from '../../api/library-feed.tsx';
import { notifyDone, notifyError } from '../../ui/notify.tsx';
import { downloadExport } from './download-export.ts';

interface Sources {
  readonly engine: Engine;
  readonly feed: LibraryFeed;
}

/** Downloads the features of cases as one table and tells how it ended. */
export async function exportFeatures(
  sources: Sources,
  cases: readonly CaseSummary[],
  kind: ExportKind,
): Promise<void> {
  const caseIds = cases.map(({ id }) => id);
  const made = await downloadExport(sources, { kind, caseIds });
  if (made.ok) notifyDone(`${made.value.join(', ')} downloaded.`);
  else notifyError(made.error);
}
